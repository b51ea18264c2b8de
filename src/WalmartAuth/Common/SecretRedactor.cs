using System.Net;
using System.Text;

namespace WalmartAuth.Common;

/// <summary>
/// Removes secrets from external text: a gateway or a proxy may echo what it received, completely or in
/// part, and in any encoding.
/// </summary>
/// <remarks>
/// Two passes: each complete secret in every encoding, then every run of <see cref="RunLength"/> characters that the text
/// shares with a secret, after undoing escapes, line breaks and separators.
/// </remarks>
internal sealed class SecretRedactor
{
    public static readonly SecretRedactor Empty = new();

    /// <summary>The shortest part of a secret that is redacted on its own.</summary>
    internal const int RunLength = 12;

    // Redacting a shorter secret would break ordinary words, and no secret of Walmart's is that short.
    private const int ShortestSecret = 6;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private static readonly ulong OldestFactor = Enumerable.Repeat(Multiplier, RunLength).Aggregate((product, factor) => unchecked(product * factor));

    private readonly string[] secrets;
    private readonly Lazy<string[]> encodings;
    private readonly Lazy<(HashSet<ulong> Text, HashSet<ulong> Hex)> runs;

    /// <param name="texts">The plain secrets. Null and texts shorter than six characters are ignored.</param>
    public SecretRedactor(params string?[] texts)
    {
        secrets = texts.OfType<string>().Where(t => t.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).ToArray();

        // Longest first: redacting a part first would leave the rest of a longer secret.
        encodings = new(() => secrets.SelectMany(GetEncodings).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(f => f.Length).ToArray());
        runs = new(() => (GetRuns(secrets.SelectMany(GetTextForms)), GetRuns(secrets.SelectMany(GetHexForms))));
    }

    /// <summary>True if <see cref="Redact"/> would change the text.</summary>
    public bool Contains(string text) => !ReferenceEquals(Redact(text), text);

    /// <summary>The text with every secret, and every run of twelve characters of one, replaced by three asterisks.</summary>
    public string Redact(string text) => secrets.Length == 0 ? text : RedactRuns(RedactWhole(text));

    private string RedactWhole(string text)
    {
        foreach (var secret in encodings.Value)
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

    private string RedactRuns(string text)
    {
        if (text.Length < RunLength || runs.Value.Text.Count == 0)
        {
            return text;
        }

        var isSecret = new bool[text.Length];
        var view = TextView.Of(text);
        Mark(view, runs.Value.Text, isSecret);
        for (var decoded = view.Decode(); decoded is not null; decoded = decoded.Decode())
        {
            view = decoded;
            Mark(view, runs.Value.Text, isSecret);
        }

        Mark(view.Where(c => !char.IsWhiteSpace(c)), runs.Value.Text, isSecret);
        Mark(view.Where(Uri.IsHexDigit), runs.Value.Hex, isSecret);
        return Array.IndexOf(isSecret, true) < 0 ? text : Replace(text, isSecret);
    }

    private static void Mark(TextView view, HashSet<ulong> runs, bool[] isSecret)
    {
        var hashes = GetHashes(view);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (runs.Contains(hashes[i]))
            {
                for (var j = view.StartOf(i); j < view.EndOf(i + RunLength - 1); j++)
                {
                    isSecret[j] = true;
                }
            }
        }
    }

    private static string Replace(string text, bool[] isSecret)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!isSecret[i])
            {
                clean.Append(text[i]);
            }
            else if (i == 0 || !isSecret[i - 1])
            {
                clean.Append("***");
            }
        }

        return clean.ToString();
    }

    private static HashSet<ulong> GetRuns(IEnumerable<string> forms)
    {
        var found = new HashSet<ulong>();
        foreach (var form in forms)
        {
            found.UnionWith(GetHashes(TextView.Of(form)));
        }

        return found;
    }

    // A hash of each run without regard to case, by a sum that the next character enters and the oldest leaves. 64 bits leave
    // no room for an accidental match.
    private static ulong[] GetHashes(TextView view)
    {
        var hashes = new ulong[Math.Max(0, view.Length - RunLength + 1)];
        var hash = 0UL;
        for (var i = 0; i < view.Length; i++)
        {
            hash = (hash * Multiplier) + char.ToUpperInvariant(view[i]);
            if (i >= RunLength)
            {
                hash -= OldestFactor * char.ToUpperInvariant(view[i - RunLength]);
            }

            if (i >= RunLength - 1)
            {
                hashes[i - RunLength + 1] = hash;
            }
        }

        return hashes;
    }

    private static IEnumerable<string> GetTextForms(string secret)
    {
        yield return secret;
        yield return Reverse(secret);
        foreach (var bytes in GetBytes(secret))
        {
            // Base64 of a text around the secret shows it at one of three alignments. The characters at both ends depend
            // on that text, so they are left out.
            for (var alignment = 0; alignment < 3; alignment++)
            {
                var padded = new byte[alignment + bytes.Length];
                bytes.CopyTo(padded, alignment);
                var base64 = Convert.ToBase64String(padded);
                var first = (alignment * 8 + 5) / 6;
                var last = padded.Length * 8 / 6;
                if (last - first >= RunLength)
                {
                    var inner = base64.Substring(first, last - first);
                    yield return inner;
                    yield return inner.Replace('+', '-').Replace('/', '_');
                }
            }
        }
    }

    // The first digits of a short ASCII text in UTF-16 are too similar to distinguish a secret from other text.
    private static IEnumerable<string> GetHexForms(string secret) =>
        secret.Length < RunLength ? [] : GetBytes(secret).Select(b => BitConverter.ToString(b).Replace("-", ""));

    private static IEnumerable<byte[]> GetBytes(string secret) => [Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret)];

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    // Each form also as JSON writes it, for truncated JSON that is quoted unchanged.
    private static IEnumerable<string> GetEncodings(string secret) => GetPlainEncodings(secret).SelectMany(f => new[] { f, EscapeJson(f), f.Replace("/", "\\/") });

    private static string EscapeJson(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // What careful encoders escape: everything with a meaning in HTML, and everything outside ASCII.
            escaped.Append(c is '+' or '&' or '<' or '>' or '\'' or '"' or '`' || c > '~' ? $"\\u{(int)c:x4}" : c == '\\' ? "\\\\" : c.ToString());
        }

        return escaped.ToString();
    }

    private static IEnumerable<string> GetPlainEncodings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        foreach (var bytes in GetBytes(secret))
        {
            // Without padding, because text that continues after the secret has none.
            var base64 = Convert.ToBase64String(bytes).TrimEnd('=');
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
            yield return BitConverter.ToString(bytes).Replace("-", "");
        }
    }
}
