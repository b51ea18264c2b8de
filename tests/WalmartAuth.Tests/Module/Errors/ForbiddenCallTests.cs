using System.Net;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>How Invoke-WalmartApi reports a 403: the scope, the level needed and the level of the key (contract §3, §5).</summary>
[Collection("ModuleContext")]
public sealed class ForbiddenCallTests
{
    private const string Forbidden = """{"error":[{"code":"FORBIDDEN.GMP_GATEWAY_API","description":"said so"}]}""";

    [Theory]
    [InlineData("Get", "/v3/orders", """{"scopes":{"orders":"no_access"}}""", "The call needs the scope 'orders' (view_only or full_access); the key has no access to it.")]
    [InlineData("Get", "/v3/orders", """{"scopes":{"item":"full_access"}}""", "The call needs the scope 'orders' (view_only or full_access); the key has no access to it.")]
    [InlineData("Get", "/v3/orders", """{"scopes":{"orders":"view_only"}}""", "The key has the scope 'orders' with view_only, so the key lacks a role, the market or the channel.")]
    [InlineData("Post", "/v3/orders/1/acknowledge", """{"scopes":{"orders":"view_only"}}""", "The call needs the scope 'orders' with full_access; the key has view_only.")]
    [InlineData("Delete", "/v3/items/a", """{"scopes":{"item":"no_access"}}""", "The call needs the scope 'item' (full_access); the key has no access to it.")]
    [InlineData("Put", "/v3/inventories", """{"scopes":{"inventory":"full_access"}}""", "The key has the scope 'inventory' with full_access, so the key lacks a role, the market or the channel.")]
    [InlineData("Post", "'/v3/feeds?feedType=PRICE'", """{"scopes":{"price":"view_only","feeds":"full_access"}}""", "The call needs the scope 'price' with full_access; the key has view_only.")]
    [InlineData("Post", "'/v3/feeds?feedType=DELETE_ITEM'", """{"scopes":{"item":"no_access"}}""", "The call needs the scope 'item' (full_access); the key has no access to it.")]
    [InlineData("Post", "'/v3/feeds?feedType=MP_INVENTORY'", """{"scopes":{"inventory":"no_access"}}""", "The call needs the scope 'inventory' (full_access); the key has no access to it.")]
    [InlineData("Get", "/v3/lagtime", """{"scopes":{"item":"no_access"}}""", "The call needs the scope 'item' (view_only or full_access); the key has no access to it.")]
    [InlineData("Get", "/v3/lagtime", """{"scopes":{"lagtime":"no_access","item":"full_access"}}""", "The call needs the scope 'lagtime' (view_only or full_access); the key has no access to it.")]
    [InlineData("Get", "/v3/orders", """{"is_channel_match":false,"scopes":{"orders":"no_access"}}""", "The channel type does not match this credential (token detail: is_channel_match is false).")]
    public void A_403_is_explained_by_one_question(string method, string path, string detail, string says)
    {
        using var host = Host(ScriptedHandler.Json(Forbidden, HttpStatusCode.Forbidden), () => ScriptedHandler.Json(detail));

        var result = host.Run($"Invoke-WalmartApi {path} -Method {method} -Confirm:$false");

        Assert.Equal("InsufficientScope", result.ErrorId);
        Assert.StartsWith($"ab1e: {method.ToUpperInvariant()} {path.Trim('\'').Split('?')[0]} (Marketplace, Production) returned 403: FORBIDDEN.GMP_GATEWAY_API: said so.", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(says, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, host.Count("/v3/token/detail"));
        Assert.Equal(1L, host.Run("(Get-WalmartSession).ApiCalls").Single.BaseObject);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public void Without_token_detail_the_403_is_reported_alone_without_a_wait_or_a_renewal(int status)
    {
        using var host = Host(ScriptedHandler.Json(Forbidden, HttpStatusCode.Forbidden), () => ScriptedHandler.Json("{}", (HttpStatusCode)status));

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("InsufficientScope", result.ErrorId);
        Assert.Equal("ab1e: GET /v3/orders (Marketplace, Production) returned 403: FORBIDDEN.GMP_GATEWAY_API: said so.", result.Error.Exception.Message);
        Assert.Equal(1, host.Count("/v3/token/detail"));
        Assert.Equal(1, host.Count("/v3/token"));
        Assert.Empty(host.Clock.Delays);
    }

    [Fact]
    public void A_detail_that_does_not_come_holds_the_403_up_for_five_seconds_at_most()
    {
        using var host = Host(ScriptedHandler.Json(Forbidden, HttpStatusCode.Forbidden), () => ScriptedHandler.Json("{}"));
        host.Hold = (request, cancellation) => request.Address.AbsolutePath == "/v3/token/detail" ? host.HangAsync(cancellation) : Task.CompletedTask;
        var before = host.Clock.Monotonic;

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("InsufficientScope", result.ErrorId);
        Assert.Equal(TimeSpan.FromSeconds(5), host.Clock.Monotonic - before);
    }

    [Fact]
    public void An_error_page_of_the_network_in_front_is_not_about_scopes_and_causes_no_request()
    {
        var page = new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<html><body>Access Denied Reference #18.2f3c.17</body></html>") };
        using var host = Host(page, () => ScriptedHandler.Json("{}"));

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("RequestFailed", result.ErrorId);
        Assert.Contains("(CDN reference 18.2f3c.17)", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("outgoing IP address", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, host.Count("/v3/token/detail"));
    }

    [Fact]
    public void A_403_of_the_question_itself_asks_no_second_one()
    {
        using var host = Host(ScriptedHandler.Json("{}"), () => ScriptedHandler.Json(Forbidden, HttpStatusCode.Forbidden));

        Assert.Equal("InsufficientScope", host.Run("Invoke-WalmartApi /v3/token/detail").ErrorId);
        Assert.Equal(1, host.Count("/v3/token/detail"));
    }

    [Theory]
    [InlineData("1..5 | Invoke-WalmartApi /v3/orders")]
    [InlineData("1..5 | Invoke-WalmartApi /v3/orders -ThrottleLimit 5")]
    public void Calls_that_fail_alike_ask_once_for_half_a_minute_and_again_for_another_token(string calls)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath switch
        {
            "/v3/token" => null,
            "/v3/token/detail" => ScriptedHandler.Json("{\"scopes\":{\"orders\":\"no_access\"}}"),
            _ => ScriptedHandler.Json(Forbidden, HttpStatusCode.Forbidden),
        }).Connect();

        Assert.All(host.Run(calls).Errors, e => Assert.Contains("the key has no access to it.", e.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(1, host.Count("/v3/token/detail"));

        host.Clock.Advance(TokenDetailClient.Memory);
        host.Run(calls);
        Assert.Equal(2, host.Count("/v3/token/detail"));

        host.Run("$null = Get-WalmartToken -ForceRefresh; " + calls);
        Assert.Equal(3, host.Count("/v3/token/detail"));
    }

    private static ScriptedHost Host(HttpResponseMessage answer, Func<HttpResponseMessage> detail) => new ScriptedHost(request => request.Address.AbsolutePath switch
    {
        "/v3/token" => null,
        "/v3/token/detail" => detail(),
        _ => answer,
    }).Connect();
}
