using System.Net;
using System.Text;
using WalmartAuth.Common;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>What was sent is taken out of a text in every form in which it could come back.</summary>
public sealed class ScrubberTests
{
    private const string Secret = "a+secret/of=<some&body!>'\"\\é";

    private readonly SecretRedactor scrubber = new(Secret, null, "abc");

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
    public void Each_form_is_found_and_taken_out(string form, string text)
    {
        Assert.True(scrubber.Finds($"before {text} after"), form);
        Assert.Equal("before *** and *** after", scrubber.Redact($"before {text} and {text} after"));
    }

    [Fact]
    public void What_is_no_secret_or_too_short_to_be_one_stays() =>
        Assert.Equal("abc, and a secret of somebody", scrubber.Redact("abc, and a secret of somebody"));

    [Fact]
    public void A_secret_within_another_leaves_nothing_of_the_larger_one() =>
        Assert.Equal("x *** y", new SecretRedactor("inner-secret", "id:inner-secret:more").Redact("x id:inner-secret:more y"));
}
