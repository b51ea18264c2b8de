using System.Net;
using System.Text;

namespace WalmartAuth.Common;

/// <summary>
/// Takes secrets out of a text that came from outside: a gateway or a proxy may echo what it was sent, and an error is
/// the last place where that should stand.
/// </summary>
internal sealed class SecretRedactor
{
    public static readonly SecretRedactor Empty = new();

    // Shorter ones would tear ordinary words apart, and no secret of Walmart's is that short.
    private const int ShortestSecret = 6;

    private readonly string[] secrets;

    /// <param name="texts">The plain secrets; null and very short ones are passed over.</param>
    public SecretRedactor(params string?[] texts) =>
        // The longest first: a part taken out of a whole would leave the rest of it standing.
        secrets = texts.OfType<string>().Where(t => t.Length >= ShortestSecret).SelectMany(Forms)
            .Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(f => f.Length).ToArray();

    /// <summary>True where the text holds a secret in any of the forms that <see cref="Redact"/> takes out.</summary>
    public bool Finds(string text) => secrets.Any(s => text.IndexOf(s, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The text with every secret replaced by three stars: in the clear, escaped for an address or a page, in Base64 and in hex, of UTF-8 and of UTF-16.</summary>
    public string Redact(string text)
    {
        foreach (var secret in secrets)
        {
            var found = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                continue;
            }

            var clean = new StringBuilder(text.Length);
            var from = 0;
            for (; found >= 0; found = text.IndexOf(secret, from, StringComparison.OrdinalIgnoreCase))
            {
                clean.Append(text, from, found - from).Append("***");
                from = found + secret.Length;
            }

            text = clean.Append(text, from, text.Length - from).ToString();
        }

        return text;
    }

    // Each form also as JSON writes it, for a JSON text that broke off and is quoted as it stands.
    private static IEnumerable<string> Forms(string secret) => PlainForms(secret).SelectMany(f => new[] { f, JsonEscaped(f), f.Replace("/", "\\/") });

    private static string JsonEscaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // What careful writers escape: everything that means something to a page, and all that is not ASCII.
            escaped.Append(c is '+' or '&' or '<' or '>' or '\'' or '"' or '`' || c > '~' ? $"\\u{(int)c:x4}" : c == '\\' ? "\\\\" : c.ToString());
        }

        return escaped.ToString();
    }

    private static IEnumerable<string> PlainForms(string secret)
    {
        var narrow = Encoding.UTF8.GetBytes(secret);
        var wide = Encoding.Unicode.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        foreach (var bytes in new[] { narrow, wide })
        {
            // Without its padding, which a text that goes on after the secret does not have.
            var base64 = Convert.ToBase64String(bytes).TrimEnd('=');
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
            yield return BitConverter.ToString(bytes).Replace("-", "");
        }
    }
}
