using System.Net;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>A deprecated endpoint causes one warning, and so does a route that moved (contract §8, §11).</summary>
[Collection("ModuleContext")]
public sealed class DeprecationTests
{
    [Theory]
    [InlineData("@1764547200", "Thu, 31 Dec 2026 00:00:00 GMT", "<https://developer.walmart.com/v4>; rel=\"successor-version\"", "GET /v3/prices is deprecated (since 2025-12-01) and ends on 2026-12-31. Use https://developer.walmart.com/v4 instead.")]
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
    [InlineData("false", null, null)]
    [InlineData(null, "soon", null)]
    [InlineData(null, null, "</v3/orders?page=2>; rel=\"next\"")]
    public void Other_headers_announce_nothing(string? deprecation, string? sunset, string? link)
    {
        using var answer = Answer(deprecation, sunset, link);

        Assert.Null(DeprecationNotice.Read(answer.Headers));
    }

    [Fact]
    public void One_warning_for_each_endpoint_and_session_and_the_session_shows_them()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath.StartsWith("/v3/items", StringComparison.Ordinal) ? Answer("true", "2027-01-01", null) : null).Connect();

        var result = host.Run("'a', 'b' | Invoke-WalmartApi '/v3/items/{sku}'; Invoke-WalmartApi /v3/items; Invoke-WalmartApi /v3/items");
        var shown = host.Run("(Get-WalmartSession).Deprecations").Output.Select(o => o.ToString()).ToArray();

        string[] expected = ["GET /v3/items is deprecated and ends on 2027-01-01.", "GET /v3/items/{sku} is deprecated and ends on 2027-01-01."];
        Assert.Equal(expected, result.Warnings.Order());
        Assert.Equal(expected, shown);
    }

    [Theory]
    [InlineData("/v3/taxonomy", "Get", "GET /v3/items/taxonomy")]
    [InlineData("/v3/items/spec", "Get", "POST /v3/items/spec")]
    [InlineData("/v3/ordrs", "Get", "path does not exist")]
    public void A_route_that_is_not_there_names_its_successor_where_one_is_known(string path, string method, string next)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == path ? new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent($"No static resource {path[1..]}.") } : null).Connect();

        var error = host.Run($"Invoke-WalmartApi {path} -Method {method}").Error;

        Assert.Contains(next, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(405, "METHOD_NOT_ALLOWED", "-Method")]
    [InlineData(404, "URI_NOT_FOUND", "path does not exist")]
    [InlineData(400, "MISSING_REQUEST_PARAM", "-Query")]
    [InlineData(400, "MISSING_REQUEST_HEADER", "-Headers")]
    [InlineData(400, "MALFORMED_REQUEST_CONTENT", "body")]
    public void Each_error_code_has_its_own_next_step(int status, string code, string next)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/x" ? ScriptedHandler.Error((HttpStatusCode)status, code) : null).Connect();

        Assert.Contains(next, host.Run("Invoke-WalmartApi /v3/x").Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
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
