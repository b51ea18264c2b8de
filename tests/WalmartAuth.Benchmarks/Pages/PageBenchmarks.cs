using System.Management.Automation;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using WalmartAuth.Json;

namespace WalmartAuth.Benchmarks.Pages;

/// <summary>One page's text to objects, by the module's reader and by others.</summary>
[MemoryDiagnoser]
public class PageBenchmarks
{
    /// <summary>The page.</summary>
    public static string Text { get; set; } = "";

    /// <summary>The module's.</summary>
    [Benchmark]
    public object? Module() => JsonReader.ReadForPowerShell(Text, asHashtable: false);

    /// <summary>ConvertFrom-Json's way.</summary>
    [Benchmark]
    public object? Newtonsoft() => NewtonsoftWay.Parse(Text);

    /// <summary>System.Text.Json to PSObject.</summary>
    [Benchmark]
    public object? SystemText()
    {
        using var document = JsonDocument.Parse(Text);
        return Convert(document.RootElement);
    }

    private static object? Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new PSObject();
                foreach (var property in element.EnumerateObject())
                {
                    result.Properties.Add(new PSNoteProperty(property.Name, Convert(property.Value)));
                }

                return result;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Convert).ToArray();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt64(out var whole) ? whole : element.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return null;
        }
    }
}
