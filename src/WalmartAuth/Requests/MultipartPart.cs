using System.Net.Http.Headers;

namespace WalmartAuth.Requests;

/// <summary>The Content-Disposition of one part of a form (contract §8: a feed's file name ends in .json or .xml).</summary>
internal static class MultipartPart
{
    /// <summary>The content as a part of this name.</summary>
    public static HttpContent Create(HttpContent content, string name, string? fileName = null)
    {
        // Both names in quotes, as curl and browsers write them: not every server accepts the unquoted form that .NET prefers.
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted(name) };
        if (fileName is not null)
        {
            content.Headers.ContentDisposition.FileName = Quoted(Ascii(fileName));
            if (Ascii(fileName) != fileName)
            {
                // Only if it differs from the plain name; a server that supports it uses this one.
                content.Headers.ContentDisposition.FileNameStar = fileName;
            }
        }

        return content;
    }

    // Quotes and line breaks are escaped as in browsers.
    private static string Quoted(string text) =>
        "\"" + text.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A").Replace("\\", "%5C") + "\"";

    private static string Ascii(string text) => new(text.Select(c => c is >= ' ' and <= '~' ? c : '_').ToArray());
}
