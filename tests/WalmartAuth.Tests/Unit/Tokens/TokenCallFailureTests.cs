using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The errors and next steps for a token response without a token (contract §2).</summary>
public sealed class TokenCallFailureTests
{
    private readonly Gateway gateway = new() { BaseAddress = new Uri("https://gateway.example/") };
    private readonly FakeClock clock = new();

    [Theory]
    [InlineData(401, """{"error":[{"code":"UNAUTHORIZED.GMP_GATEWAY_API"}]}""")]
    [InlineData(401, "")]
    [InlineData(400, """{"error":[{"code":"UNAUTHORIZED.GMP_GATEWAY_API"}]}""")]
    [InlineData(400, """{"error":[{"code":"INVALID_REQUEST_HEADER.GMP_GATEWAY_API"}]}""")]
    [InlineData(400, """{"error":[{"code":"INVALID_REQUEST_HEADER.GMP_GATEWAY_API","field":" "}]}""")]
    [InlineData(400, """{"error":[{"code":"INVALID_REQUEST_HEADER.GMP_GATEWAY_API","field":"Authorization"}]}""")]
    [InlineData(400, """{"error":"invalid_client"}""")]
    [InlineData(400, """{"error":"invalid_grant","error_description":"no such code"}""")]
    [InlineData(400, """{"error":"unauthorized_client"}""")]
    public async Task These_mean_that_the_credential_is_not_accepted(int status, string body) =>
        Assert.Equal(WalmartErrorId.CredentialRejected, (await FailAsync(status, body)).ErrorId);

    [Theory]
    [InlineData(400, """{"error":[{"code":"INVALID_REQUEST_HEADER.GMP_GATEWAY_API","field":"WM_SVC.NAME"}]}""", WalmartErrorId.BadRequest)]
    [InlineData(400, """{"error":"invalid_request"}""", WalmartErrorId.BadRequest)]
    [InlineData(400, "", WalmartErrorId.BadRequest)]
    [InlineData(403, """{"error":[{"code":"UNAUTHORIZED.GMP_GATEWAY_API"}]}""", WalmartErrorId.InsufficientScope)]
    public async Task These_say_nothing_of_the_credential(int status, string body, WalmartErrorId id) =>
        Assert.Equal(id, (await FailAsync(status, body)).ErrorId);

    [Theory]
    [InlineData(404, "Check -BaseUri: the address has no token endpoint.")]
    [InlineData(405, "Check -BaseUri: the address has no token endpoint.")]
    [InlineData(429, "Retry later. Connect once and keep the session instead of connecting for every call.")]
    public async Task The_next_step_is_one_that_a_token_call_has(int status, string next) =>
        Assert.Equal(next, (await FailAsync(status, "")).RecommendedAction);

    [Fact]
    public async Task A_limit_that_is_used_up_is_reported_with_its_end()
    {
        var error = await FailAsync(429, "", ("Retry-After", "90"));

        Assert.Equal(WalmartErrorId.Throttled, error.ErrorId);
        Assert.StartsWith("Retry after 2026-11-23 12:01:30", error.RecommendedAction, StringComparison.Ordinal);
    }

    private async Task<WalmartException> FailAsync(int status, string body, params (string Name, string Value)[] headers)
    {
        var handler = new ScriptedHandler(_ =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            foreach (var (name, value) in headers)
            {
                answer.Headers.Add(name, value);
            }

            return answer;
        });
        var client = new TokenClient(new HttpMessageInvoker(handler), gateway, new TokenGrant(TokenCacheHarness.Credential()), clock, TimeSpan.FromSeconds(9), new SessionCounters());
        var error = await Assert.ThrowsAnyAsync<WalmartException>(() => client.RequestAsync(null, client.CreateBackgroundBudget(), default));
        Assert.Single(handler.Sent);
        return error;
    }
}
