using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Http.Paging;
using WalmartAuth.Http.RateLimiting;
using WalmartAuth.Json;
using WalmartAuth.Tests.Unit.Json;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>External input leads to a typed error or a correct result, 10,000 times each.</summary>
public sealed class HostileInputTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Piece = Gen.Elements(
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "null", "1e999", "-0", "<", "</", "/>", "<!DOCTYPE a>", "&amp;", "&#0;", "<![CDATA[", "]]>", "ns2:",
        "\"error\"", "\"errors\"", "\"code\"", "\"description\"", "\"access_token\"", "\"expires_in\"", "\"refresh_token\"", "<errors>", "<error>", "<code>", "</code>", "</error>", "</errors>",
        "<OAuthTokenDTO>", "<accessToken>", "</accessToken>", "<expiresIn>", "</expiresIn>", "</OAuthTokenDTO>", "<script>", "</script>", "Reference #", "\uFEFF", "\0", " ", "\n", "x", "9", "漢");

    private static readonly Gen<string> Soup = Piece.ArrayOf().Select(string.Concat);

    private static readonly Gen<string> Text = Gen.OneOf(Soup, JsonGenerators.MutatedText, JsonGenerators.Noise, ArbMap.Default.GeneratorFor<string>().Select(t => t ?? ""));

    private static readonly Gen<string> HeaderText = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => n.ToString()),
        Gen.Elements("1700000000000", "1795435200000", "1e400", "NaN", "Infinity", "-1", "9999999999999999999999", "0x10", "", " ", "2026-11-23T12:00:05Z", "Mon, 23 Nov 2026 12:00:05 GMT", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"),
        ArbMap.Default.GeneratorFor<double>().Select(d => d.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Choose(' ', '~').Select(c => (char)c).ArrayOf().Select(c => new string(c)));

    [Fact]
    public void A_token_answer_gives_a_token_that_a_header_can_carry_or_InvalidResponse_that_quotes_nothing() => ForAll(Gen.OneOf(Text, TokenAnswers), text =>
    {
        try
        {
            var (token, life, _) = TokenResponseParser.Read(text, "here");
            Assert.NotEmpty(token);
            Assert.All(token, c => Assert.InRange(c, ' ', '~'));
            Assert.InRange(life, TimeSpan.Zero, TimeSpan.FromDays(366));
        }
        catch (WalmartException e)
        {
            Assert.Equal(WalmartErrorId.InvalidResponse, e.ErrorId);
            Assert.Null(e.InnerException);
        }
    });

    [Fact]
    public void An_error_body_is_read_within_bounds() => ForAll(Text, text =>
    {
        var body = ErrorBodyParser.Parse(text, SecretRedactor.Empty);
        Assert.InRange(body.Entries.Count, 0, ErrorBodyParser.MaximumEntries);
        Assert.InRange(body.Summary?.Length ?? 0, 0, 3 * 3 * (ErrorBodyParser.MaximumTextLength + 20));
    });

    [Fact]
    public void A_secret_in_an_error_body_never_gets_through()
    {
        const string secret = "canary/secret+of=somebody-0123456789";
        var redactor = new SecretRedactor(secret);
        ForAll(Text.Zip(Text), parts =>
        {
            var body = ErrorBodyParser.Parse(parts.Item1 + secret + parts.Item2, redactor);
            Assert.DoesNotContain("secret+of", body.Summary ?? "", StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Throttle_headers_give_a_wait_of_a_day_at_the_most_or_none() => ForAll(HeaderText.ArrayOf(4), texts =>
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("X-Current-Token-Count", texts[0]);
        answer.Headers.TryAddWithoutValidation("X-Next-Replenishment-Time", texts[1]);
        answer.Headers.TryAddWithoutValidation("Retry-After", texts[2]);
        answer.Headers.TryAddWithoutValidation("Date", texts[3]);
        var read = RateLimitHeaders.Read(answer.Headers, 429, Now);
        Assert.True(read.Wait is null || (read.Wait > TimeSpan.Zero && read.Wait <= RateLimitHeaders.Longest));
        Assert.True(read.Remaining is null or >= 0);
    });

    [Fact]
    public void A_cursor_leads_to_a_page_on_the_same_host_or_to_a_typed_error() => ForAll(Cursors.Zip(Gen.Elements("v3/orders", "v3/items", "v3/returns", "v3/inventories", "v3/anything")), given =>
    {
        var request = new ApiRequest { Method = HttpMethod.Get, Address = new Uri("https://marketplace.walmartapis.com/" + given.Item2), PathTemplate = given.Item2, CorrelationId = "c" };
        var walker = new Pager(request);
        try
        {
            var next = walker.First;
            for (var page = 0; page < 3 && next is not null; page++)
            {
                next = walker.Next(next, path => path.EndsWith("ursor", StringComparison.Ordinal) ? given.Item1 : null, 1, "{}");
                Assert.True(next is null || GatewayAddress.SameHost(next.Address, request.Address), next?.Address.ToString());
            }
        }
        catch (WalmartException e)
        {
            Assert.Contains(e.ErrorId, new[] { WalmartErrorId.HostNotAllowed, WalmartErrorId.PagingLoop, WalmartErrorId.InvalidResponse });
        }
    });

    [Fact]
    public void Bytes_in_any_charset_become_JSON_or_a_format_error() => ForAll(ArbMap.Default.GeneratorFor<byte[]>().Zip(Gen.Elements("utf-8", "utf-16", "iso-8859-1", "nobody-knows", "\"\"", "")).Zip(JsonGenerators.MutatedText), given =>
    {
        var bytes = (given.Item1.Item1 ?? []).Concat(Encoding.UTF8.GetBytes(given.Item2)).ToArray();
        using var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=" + given.Item1.Item2);
        try
        {
            JsonReader.Read(ResponseReader.ReadAsync(content, ResponseReader.MaximumSmallLength, truncate: false, Http.CallHarness.Request(), CancellationToken.None).GetAwaiter().GetResult().Value);
        }
        catch (JsonFormatException)
        {
        }
    });

    [Fact]
    public void An_answer_over_the_limit_is_a_typed_error_that_says_what_to_do()
    {
        using var content = new ByteArrayContent(new byte[5000]);

        var error = Assert.Throws<WalmartException>(() => ResponseReader.ReadAsync(content, 4096, truncate: false, Http.CallHarness.Request(), CancellationToken.None).GetAwaiter().GetResult());

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("4,096 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("-OutFile", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_answer_that_nests_without_end_is_a_typed_error()
    {
        var deep = "<OAuthTokenDTO><accessToken>" + string.Concat(Enumerable.Repeat("<a>", 150_000)) + string.Concat(Enumerable.Repeat("</a>", 150_000)) + "</accessToken></OAuthTokenDTO>";

        Assert.Equal(WalmartErrorId.InvalidResponse, Assert.Throws<WalmartException>(() => TokenResponseParser.Read(deep, "here")).ErrorId);
    }

    private static Gen<string> TokenAnswers =>
        from token in Gen.Elements("\"abc\"", "\"a b\"", "\"\"", "null", "1", "[]", "{}", "\"a\\nb\"", "\"é\"")
        from life in Gen.OneOf(HeaderText.Select(t => "\"" + t.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal) + "\""), Gen.Elements("900", "-1", "1e300", "null", "[]", "true"))
        from tail in Gen.Elements("", ",\"access_token\":\"twice\"", ",\"refresh_token\":\"r\"", ",\"refresh_token\":7", "}")
        select $"{{\"access_token\":{token},\"expires_in\":{life}{tail}}}";

    private static Gen<string> Cursors => Gen.OneOf(
        Text,
        from start in Gen.Elements("?", "??", "https://", "http://evil.example/", "//evil.example/", "/v3/", "/v3/../", "https://marketplace.walmartapis.com", "https://marketplace.walmartapis.com@evil.example/", "https://marketplace.walmartapis.com:8443/", "\\\\evil.example\\", "*")
        from rest in Text
        select start + rest);

    private static void ForAll<T>(Gen<T> values, Action<T> holds) => Prop.ForAll(Arb.From(values), holds).Check(JsonGenerators.TenThousand);
}
