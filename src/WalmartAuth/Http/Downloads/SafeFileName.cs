using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace WalmartAuth.Http.Downloads;

/// <summary>A safe file name from the name that a response proposes. It comes from outside, so it never determines the folder (contract §8).</summary>
internal static class SafeFileName
{
    // In bytes of UTF-8, which is what most file systems count: 255, minus the extension of a temporary name.
    private const int LongestName = 200;

    // The same on every system, so that a script creates the same file names everywhere.
    private static readonly char[] Forbidden = [':', '*', '?', '"', '<', '>', '|', '/', '\\'];
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3", "CONIN$", "CONOUT$"];

    /// <summary>The name from Content-Disposition or else from the last part of the path.</summary>
    public static string FromHeader(ContentDispositionHeaderValue? disposition, Uri address)
    {
        var proposed = disposition?.FileNameStar ?? disposition?.FileName;
        return Clean(proposed?.Trim('"')) ?? Clean(Uri.UnescapeDataString(address.Segments[address.Segments.Length - 1])) ?? "download";
    }

    /// <summary>The last part of a proposed name, without characters that are special to a file system; null if nothing is left.</summary>
    public static string? Clean(string? proposed)
    {
        if (string.IsNullOrWhiteSpace(proposed))
        {
            return null;
        }

        // Shorten first, then clean: shortening may leave a device name or a leading dot.
        var last = Shorten(new string(proposed!.Substring(proposed.LastIndexOfAny(['/', '\\']) + 1).Where(IsVisible).ToArray()));
        var clean = new string(last.Select(c => char.IsControl(c) || Forbidden.Contains(c) ? '_' : c).ToArray()).Trim(' ', '.');
        if (clean.Length == 0)
        {
            return null;
        }

        // A dash starts an option, and a tilde means the home folder.
        return clean[0] is '-' or '~' || Devices.Contains(clean.Split('.')[0].Trim(), StringComparer.OrdinalIgnoreCase) ? "_" + clean : clean;
    }

    // Zero-width characters and those that change the reading direction make one name look like another.
    private static bool IsVisible(char c) => c <= '~' || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format;

    // Keep the end, which has the extension.
    private static string Shorten(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            name = name.Substring(char.IsHighSurrogate(name[0]) && name.Length > 1 ? 2 : 1);
        }

        return name;
    }
}
