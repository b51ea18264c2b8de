using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WalmartAuth.Benchmarks.Pages;

/// <summary>What ConvertFrom-Json does internally, for a machine without pwsh: a Newtonsoft tree, then PSObjects.</summary>
internal static class NewtonsoftWay
{
    private static readonly JsonSerializerSettings Settings = new() { TypeNameHandling = TypeNameHandling.None, MetadataPropertyHandling = MetadataPropertyHandling.Ignore, MaxDepth = 1024 };

    public static object? Parse(string text) => Convert(JsonConvert.DeserializeObject<JToken>(text, Settings));

    private static object? Convert(JToken? token) => token switch
    {
        JObject entries => ConvertObject(entries),
        JArray list => list.Select(Convert).ToArray(),
        JValue value => value.Value,
        _ => null,
    };

    private static PSObject ConvertObject(JObject entries)
    {
        var seen = new HashSet<string>(entries.Count, StringComparer.OrdinalIgnoreCase);
        var result = new PSObject(entries.Count);
        foreach (var (name, value) in entries)
        {
            if (seen.Add(name))
            {
                result.Properties.Add(new PSNoteProperty(name, Convert(value)));
            }
        }

        return result;
    }
}
