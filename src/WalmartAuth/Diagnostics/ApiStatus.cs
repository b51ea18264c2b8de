using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Json;

namespace WalmartAuth.Diagnostics;

/// <summary>Walmart's own word on which of its APIs work.</summary>
internal static class ApiStatus
{
    private const string Path = "/v3/utilities/apiStatus";

    private static readonly string[] Well = ["UP", "OK", "ACTIVE", "AVAILABLE", "OPERATIONAL", "SUCCESS", "HEALTHY"];

    /// <summary>The names of the APIs that do not work.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(ApiClient client, IRequestAuthorizer authorizer, CallBudget budget, CancellationToken cancellation)
    {
        var (text, _) = await client.GetTextAsync(Path, authorizer, budget, cancellation).ConfigureAwait(false);
        try
        {
            var troubled = new List<string>();
            Collect(JsonReader.Read(text), troubled);
            return troubled;
        }
        catch (JsonFormatException e)
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, $"The answer to GET {Path} is not JSON.", e, "GET " + Path);
        }
    }

    // The shape around the entries is not documented well enough to rest on: any object with a name and a status counts.
    private static void Collect(object? node, List<string> troubled)
    {
        if (node is JsonObject item)
        {
            if (item.Find("status") is string status && !Well.Contains(status, StringComparer.OrdinalIgnoreCase))
            {
                troubled.Add(ErrorBodyParser.Bound(string.Format(CultureInfo.InvariantCulture, "{0} ({1})", item.Find("apiName") ?? item.Find("name") ?? item.Find("apiGroup") ?? "an API", status), SecretRedactor.Empty)!);
            }

            foreach (var member in item)
            {
                Collect(member.Value, troubled);
            }
        }
        else if (node is object?[] list)
        {
            foreach (var entry in list)
            {
                Collect(entry, troubled);
            }
        }
    }
}
