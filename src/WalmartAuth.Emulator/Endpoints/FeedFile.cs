using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>An uploaded feed (contract §8).</summary>
internal static class FeedFile
{
    /// <summary>The uploaded file: the body, or the one part of a form.</summary>
    public static (byte[] File, string? Wrong) Read(RequestContext request)
    {
        if (request.BodyLength == 0)
        {
            return ([], "The feed is empty.");
        }

        if (!request.ContentTypeIs("multipart/form-data"))
        {
            return (request.Body.ToArray(), null);
        }

        try
        {
            var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.Context.Request.ContentType).Boundary);
            var reader = new MultipartReader(boundary.ToString(), new MemoryStream(request.Body.ToArray()));

            // A memory stream never blocks.
            var part = reader.ReadNextSectionAsync().GetAwaiter().GetResult();
            var disposition = part?.GetContentDispositionHeader();
            var content = new MemoryStream();
            part?.Body.CopyTo(content);
            if (HeaderUtilities.RemoveQuotes(disposition?.Name ?? default) != "file" || reader.ReadNextSectionAsync().GetAwaiter().GetResult() is not null)
            {
                return ([], "The upload must have one part, named file.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition!.FileName).ToString();
            return name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                ? (content.ToArray(), null)
                : ([], "The file name must end in .json or .xml.");
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidDataException or ArgumentException)
        {
            return ([], "The upload is not a multipart form.");
        }
    }

    /// <summary>The SKUs of a file, wherever its feed type puts them.</summary>
    public static IEnumerable<string> Skus(byte[] file)
    {
        try
        {
            return file[0] == '<'
                ? [.. XDocument.Load(new MemoryStream(file)).Descendants().Where(e => e.Name.LocalName.Equals("sku", StringComparison.OrdinalIgnoreCase)).Select(e => e.Value)]
                : [.. Skus(JsonDocument.Parse(file).RootElement)];
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            return [];
        }
    }

    /// <summary>The prices of a price feed in JSON, by SKU.</summary>
    public static IEnumerable<(string Sku, decimal Price)> Prices(byte[] file) =>
        EmulatorJson.Read(file).At("Price") is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray().SelectMany(Price) : [];

    private static IEnumerable<(string Sku, decimal Price)> Price(JsonElement row) =>
        ((JsonElement?)row).At("sku").Text() is { } sku
        && ((JsonElement?)row).At("pricing") is { ValueKind: JsonValueKind.Array } pricing
        && pricing.EnumerateArray().Select(price => ((JsonElement?)price).At("currentPrice", "amount")).FirstOrDefault() is { ValueKind: JsonValueKind.Number } amount
        && amount.TryGetDecimal(out var value) && value > 0 ? [(sku, value)] : [];

    private static IEnumerable<string> Skus(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Skus),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "sku", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Skus(member.Value)),
        _ => [],
    };
}
