using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>The headers that announce the end of an endpoint (contract §11).</summary>
public sealed class DeprecationNoticeTests
{
    [Theory]
    [InlineData("@1764547200", "Thu, 31 Dec 2026 00:00:00 GMT", "<https://developer.walmart.com/v4>; rel=\"successor-version\"", "GET /v3/prices is deprecated (since 2025-12-01) and ends on 2026-12-31. Use https://developer.walmart.com/v4 instead.")]
    [InlineData("?1", null, "<https://developer.walmart.com/guide>; rel=\"deprecation\", <https://developer.walmart.com/end>; rel=\"sunset\"", "GET /v3/prices is deprecated. See https://developer.walmart.com/guide.")]
    [InlineData("true", null, "</end>; REL=Sunset", "GET /v3/prices is deprecated. See /end.")]
    [InlineData("true", null, "<>; rel=sunset, </next>; title=sunset", "GET /v3/prices is deprecated.")]
    [InlineData("\"@1764547200\"", "-5", null, "GET /v3/prices is deprecated (since 2025-12-01).")]
    [InlineData("0", "253402300800", null, "GET /v3/prices is deprecated.")]
    [InlineData("1000000000000", null, null, "GET /v3/prices is deprecated (since 2001-09-09).")]
    [InlineData("true", null, "<https://developer.walmart.com/guide>; rel=\"deprecation\"; type=\"text/html\"", "GET /v3/prices is deprecated. See https://developer.walmart.com/guide.")]
    [InlineData("Mon, 01 Dec 2025 00:00:00 GMT", null, null, "GET /v3/prices is deprecated (since 2025-12-01).")]
    [InlineData("1764547200000", null, null, "GET /v3/prices is deprecated (since 2025-12-01).")]
    [InlineData(null, "2026-12-31", null, "GET /v3/prices is deprecated and ends on 2026-12-31.")]
    [InlineData(null, null, "</a>; rel=next, </v3/price>; rel=\"successor-version deprecation\"", "GET /v3/prices is deprecated. Use /v3/price instead. See /v3/price.")]
    public void Every_form_of_the_headers_is_read(string? deprecation, string? sunset, string? link, string says)
    {
        using var answer = Answer(deprecation, sunset, link);

        Assert.Equal(says, DeprecationNotice.Read(answer.Headers)?.Describe("GET /v3/prices"));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("False", null, null)]
    [InlineData(null, "", null)]
    [InlineData(null, "soon", null)]
    [InlineData(null, null, "</v3/orders?page=2>; rel=\"next\"")]
    public void Other_headers_announce_nothing(string? deprecation, string? sunset, string? link)
    {
        using var answer = Answer(deprecation, sunset, link);

        Assert.Null(DeprecationNotice.Read(answer.Headers));
    }

    private static HttpResponseMessage Answer(string? deprecation, string? sunset, string? link)
    {
        var answer = ScriptedHandler.Json("{}");
        foreach (var (name, value) in new[] { ("Deprecation", deprecation), ("Sunset", sunset), ("Link", link) })
        {
            if (value is not null)
            {
                answer.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return answer;
    }
}
