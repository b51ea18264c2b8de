using System.Text;
using Microsoft.Net.Http.Headers;

namespace WalmartAuth.Emulator;

/// <summary>The one part of a multipart upload (contract §8).</summary>
/// <param name="Name">The part's name; <c>file</c> is right.</param>
/// <param name="FileName">The file name.</param>
/// <param name="Parts">How many parts there are.</param>
internal readonly record struct MultipartFile(string Name, string FileName, int Parts)
{
    private const string HeadersEnd = "\r\n\r\n";

    /// <summary>The upload's first part, or null where the body is no multipart form.</summary>
    public static MultipartFile? Read(Exchange exchange)
    {
        if (!MediaTypeHeaderValue.TryParse(exchange.Context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return null;
        }

        // Latin-1 keeps every byte, so that offsets stay what they are whatever the file holds.
        var text = Encoding.Latin1.GetString(exchange.Body.Kept.Span);
        var parts = text.Split("--" + boundary + "\r\n");
        var end = parts.Length < 2 ? -1 : parts[1].IndexOf(HeadersEnd, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var line = parts[1][..end].Split("\r\n").FirstOrDefault(header => header.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase));
        return line is not null && ContentDispositionHeaderValue.TryParse(line["Content-Disposition:".Length..], out var disposition)
            ? new MultipartFile(Bare(disposition.Name), Bare(disposition.FileName), parts.Length - 1)
            : null;
    }

    private static string Bare(Microsoft.Extensions.Primitives.StringSegment value) => HeaderUtilities.RemoveQuotes(value).ToString();
}
