using System.Buffers;
using System.Net;
using System.Text;

namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>Secrets that must not leak, and all the forms in which one could leak.</summary>
internal static class Canaries
{
    public const string ClientId = "0ca9a71e-0000-4000-8000-00000000ab1e";
    public const string Secret = "CanarySecret+/=Zq81.kWm<&>4096";
    public const string Token = "CanaryToken+/Zq82==kWm~TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT";
    public const string Refresh = "CanaryRefresh+/=Zq83.kWm.RRRRRRRRRRRRRRRRRRRR";
    public const string Code = "CanaryCode+/=Zq84.kWm.CCCCCCCCCCCCCC";
    public const string OwnHeader = "CanaryOwnKey+/=Zq85.kWm";
    public const string Signature = "CanarySignature+/=Zq86.kWm";

    private static readonly string[] Texts = [Secret, Token, Refresh, Code, OwnHeader, Signature, $"{ClientId}:{Secret}"];

    private static readonly string[] Forms = Texts.SelectMany(FormsOf).Distinct().ToArray();

    private static readonly SearchValues<string> AnyForm = SearchValues.Create(Forms, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every form of one text.</summary>
    public static IEnumerable<string> FormsOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var utf16 = Encoding.Unicode.GetBytes(text);
        // An escaped text uses the hex digits in .NET's case; the search ignores case.
        return
        [
            text, WebUtility.UrlEncode(text), Uri.EscapeDataString(text), WebUtility.HtmlEncode(text),
            Convert.ToBase64String(utf8).TrimEnd('='), Convert.ToBase64String(utf16).TrimEnd('='),
            Convert.ToHexString(utf8), Convert.ToHexString(utf16), string.Join('\0', text.ToCharArray()),
            text.Replace("+", "\\u002B", StringComparison.Ordinal).Replace("<", "\\u003C", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal).Replace(">", "\\u003E", StringComparison.Ordinal),
        ];
    }

    /// <summary>The first canary in the text, with its context; null if there is none.</summary>
    public static string? Find(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text.AsSpan().ContainsAny(AnyForm))
        {
            return null;
        }

        foreach (var form in Forms)
        {
            var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + form.Length + 20)];
            }
        }

        return null;
    }
}
