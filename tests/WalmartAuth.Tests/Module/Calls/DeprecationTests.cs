using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>A deprecated endpoint causes one warning, and so does a route that moved (contract §8, §11).</summary>
[Collection("ModuleContext")]
public sealed class DeprecationTests
{
    [Fact]
    public void One_warning_for_each_endpoint_and_session_and_the_session_shows_them()
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath.StartsWith("/v3/items", StringComparison.Ordinal) ? Deprecated() : null).Connect();

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

    private static HttpResponseMessage Deprecated()
    {
        var answer = ScriptedHandler.Json("{}");
        answer.Headers.TryAddWithoutValidation("Deprecation", "true");
        answer.Headers.TryAddWithoutValidation("Sunset", "2027-01-01");
        return answer;
    }
}
