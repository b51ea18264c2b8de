using System.Net;
using System.Text;
using WalmartAuth.Common;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>What was sent is redacted in every form in which it could be echoed.</summary>
public sealed class SecretRedactorTests
{
    private const string Secret = "a+secret/of=<some&body!>'\"\\é";

    private readonly SecretRedactor redactor = new(Secret, null, "abc");

    public static TheoryData<string, string> Forms => new()
    {
        { "as it is", Secret },
        { "in other letters", Secret.ToUpperInvariant() },
        { "escaped for an address", Uri.EscapeDataString(Secret) },
        { "escaped for a form", WebUtility.UrlEncode(Secret) },
        { "escaped for a page", WebUtility.HtmlEncode(Secret) },
        { "in Base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('=') },
        { "in Base64 for an address", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('=').Replace('+', '-').Replace('/', '_') },
        { "in Base64 of UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(Secret)).TrimEnd('=') },
        { "in hex", Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)) },
        { "in hex of UTF-16", Convert.ToHexString(Encoding.Unicode.GetBytes(Secret)).ToLowerInvariant() },
        { "as JSON writes it", "a\\u002bsecret/of=\\u003csome\\u0026body!\\u003e\\u0027\\u0022\\\\\\u00e9" },
        { "with slashes that JSON escapes", Secret.Replace("/", "\\/", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_form_is_found_and_redacted(string form, string text)
    {
        Assert.True(redactor.Contains($"before {text} after"), form);
        Assert.Equal("before *** and *** after", redactor.Redact($"before {text} and {text} after"));
    }

    public static TheoryData<string, Func<string, string>> Echoes => new()
    {
        { "all but its last character", t => t[..^1] },
        { "all but its first character", t => t[1..] },
        { "twelve characters of its middle", t => t[7..19] },
        { "its halves swapped", t => t[20..] + " " + t[..20] },
        { "backwards", t => new string(t.Reverse().ToArray()) },
        { "Base64 behind a scheme", t => Base64("Bearer " + t) },
        { "Base64 of JSON around it", t => Base64($$"""{"access_token":"{{t}}","n":1}""") },
        { "Base64 at the third alignment", t => Base64("xx" + t) },
        { "Base64 of UTF-16 behind a letter", t => Convert.ToBase64String(Encoding.Unicode.GetBytes("x" + t)) },
        { "Base64 on several lines", t => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(t.Reverse().Reverse().ToArray())), Base64FormattingOptions.InsertLineBreaks) },
        { "hex with dashes", t => BitConverter.ToString(Encoding.UTF8.GetBytes(t)) },
        { "hex with dashes, all but its first byte", t => BitConverter.ToString(Encoding.UTF8.GetBytes(t))[3..] },
        { "hex with blanks", t => BitConverter.ToString(Encoding.UTF8.GetBytes(t)).Replace('-', ' ') },
        { "hex of UTF-16, big end first", t => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(t)) },
        { "percent escapes throughout", t => string.Concat(t.Select(c => $"%{(int)c:x2}")) },
        { "percent escapes of percent escapes", t => string.Concat(t.Select(c => $"%25{(int)c:x2}")) },
        { "JSON escapes throughout", t => string.Concat(t.Select(c => $"\\u{(int)c:X4}")) },
        { "entities throughout", t => string.Concat(t.Select(c => $"&#{(int)c};")) },
        { "hex entities throughout", t => string.Concat(t.Select(c => $"&#x{(int)c:x};")) },
        { "on several lines", t => t[..20] + "\r\n  " + t[20..] },
    };

    [Theory]
    [MemberData(nameof(Echoes))]
    public void An_echo_of_a_part_or_in_another_form_leaves_less_than_twelve_characters(string form, Func<string, string> echo)
    {
        const string Token = "eyJraWQiOiI4Zj+Qz9/7RwLx3mTn0pVbKc5Hs2Yg";

        var clean = new SecretRedactor(Token).Redact($"The header {echo(Token)} was refused.");

        Assert.Matches(@"^The header [\s\S]*\*\*\*[\s\S]*was refused\.$", clean);
        Assert.DoesNotContain(Enumerable.Range(0, Token.Length - 11), i => clean.Contains(Token.Substring(i, 12), StringComparison.OrdinalIgnoreCase));
        Assert.True(new SecretRedactor(Token).Contains(echo(Token)), form);
    }

    [Fact]
    public void Eleven_characters_in_common_are_chance() =>
        Assert.Equal("see SECRETtoken now", new SecretRedactor("SECRETtokenOfAShop-42").Redact("see SECRETtoken now"));

    [Fact]
    public void What_is_no_secret_or_too_short_to_be_one_stays() =>
        Assert.Equal("abc, and a secret of somebody", redactor.Redact("abc, and a secret of somebody"));

    [Fact]
    public void A_secret_within_another_leaves_nothing_of_the_larger_one() =>
        Assert.Equal("x *** y", new SecretRedactor("inner-secret", "id:inner-secret:more").Redact("x id:inner-secret:more y"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
