using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>The same 401, distinguished by what is known locally (contract §5).</summary>
public sealed class FourRejectionsTests
{
    private static readonly Uri Host = new("https://marketplace.walmartapis.com/");
    private readonly FakeClock clock = new();

    [Theory]
    [InlineData("Bearer abcdef", "Bearer")]
    [InlineData("Basic abcdef", "Basic header")]
    [InlineData("abc\ndef", "line break")]
    [InlineData("abcdéf", "not valid in a header")]
    public void A_malformed_token_is_called_malformed(string token, string flaw)
    {
        var error = Reject(Token(TimeSpan.FromMinutes(15), token));

        Assert.Equal(WalmartErrorId.TokenRejected, error.ErrorId);
        Assert.Contains("malformed", error.Message, StringComparison.Ordinal);
        Assert.Contains(flaw, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_past_its_end_is_called_expired_and_how_long_since()
    {
        var token = Token(TimeSpan.FromSeconds(900));
        clock.Advance(TimeSpan.FromSeconds(960));

        var error = Reject(token);

        Assert.Equal(WalmartErrorId.TokenExpired, error.ErrorId);
        Assert.Contains("expired 60 s ago", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_young_token_of_this_host_is_called_revoked_with_its_age()
    {
        var token = Token(TimeSpan.FromSeconds(900));
        clock.Advance(TimeSpan.FromSeconds(40));

        var error = Reject(token);

        Assert.Equal(WalmartErrorId.TokenRejected, error.ErrorId);
        Assert.Contains("40 s old", error.Message, StringComparison.Ordinal);
        Assert.Contains("revoked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_fresh_one_is_rejected_too_it_is_not_about_its_age()
    {
        var error = Reject(Token(TimeSpan.FromSeconds(900)), freshWasRejected: true);

        Assert.Contains("A new token was rejected too", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("revoked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_a_supplied_token_it_says_what_it_cannot_know()
    {
        var error = Reject(new AccessToken(new SecretText("brought"), Host, 0, clock.Monotonic, null, null));

        Assert.Contains("was supplied", error.Message, StringComparison.Ordinal);
        Assert.Contains("another environment", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"is_valid":false}""", "not valid")]
    [InlineData("""{"is_valid":true,"is_channel_match":false}""", "channel type")]
    [InlineData("""{"is_valid":true,"expire_at":"1795435200000"}""", "only this call is refused")]
    public void Token_detail_tells_the_token_from_the_call(string detail, string says) =>
        Assert.Contains(says, TokenDetailClient.ExplainRejection(TokenDetail.Read(detail)), StringComparison.Ordinal);

    [Theory]
    [InlineData(401, "UNAUTHORIZED.GMP_GATEWAY_API", "UNAUTHORIZED", WalmartErrorId.CredentialRejected)]
    [InlineData(400, "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", "Authorization", WalmartErrorId.CredentialRejected)]
    [InlineData(400, "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", null, WalmartErrorId.CredentialRejected)]
    [InlineData(400, "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", "WM_SVC.NAME", WalmartErrorId.BadRequest)]
    [InlineData(400, "invalid_grant", null, WalmartErrorId.CredentialRejected)]
    [InlineData(403, "FORBIDDEN.GMP_GATEWAY_API", null, WalmartErrorId.InsufficientScope)]
    [InlineData(503, "SYSTEM_ERROR.GMP_GATEWAY_API", null, WalmartErrorId.GatewayUnavailable)]
    public void The_token_call_tells_bad_credentials_from_a_bad_header(int status, string code, string? field, WalmartErrorId id)
    {
        var failure = Failure(status, new ErrorBody([new WalmartErrorEntry { Code = code, Field = field }], null, null));

        var error = TokenCallErrors.Create(failure, new TokenGrant(new ClientCredential("an-id-of-somebody", new SecretText("a-secret-of-somebody"))));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains("Marketplace, Sandbox", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Theory]
    [InlineData(404, "-BaseUri")]
    [InlineData(429, "keep the session")]
    public void The_next_step_after_a_token_call_fits_it(int status, string says)
    {
        var error = TokenCallErrors.Create(Failure(status, ErrorBody.Empty), new TokenGrant(new ClientCredential("an-id-of-somebody", new SecretText("a-secret-of-somebody"))));

        Assert.Contains(says, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v3/orders", """{"scopes":{"orders":"no_access"}}""", "'orders' (view_only or full_access)")]
    [InlineData("POST", "/v3/orders/1/acknowledge", """{"scopes":{"orders":"view_only"}}""", "'orders' with full_access; the key has view_only")]
    [InlineData("PUT", "/v3/inventories", """{"scopes":{}}""", "'inventory' (full_access)")]
    [InlineData("GET", "/v3/orders", """{"is_channel_match":false}""", "channel type does not match")]
    [InlineData("GET", "/v3/orders", """{"scopes":{"orders":"full_access"}}""", "a role, the market or the channel")]
    public void A_403_names_the_scope_with_the_levels_needed_and_held(string method, string path, string detail, string says)
    {
        var error = new WalmartApiException(WalmartErrorId.InsufficientScope, "", Failure(403, ErrorBody.Empty) with { Method = method, Path = path });

        Assert.Contains(says, TokenDetailClient.ExplainScope(error, TokenDetail.Read(detail)), StringComparison.Ordinal);
    }

    private static ErrorResponse Failure(int status, ErrorBody body) => new("GET", "/v3/orders", status, body, "the-call", "Marketplace, Sandbox");

    private AccessToken Token(TimeSpan life, string text = "a-token-of-somebody") => new(new SecretText(text), Host, 1, clock.Monotonic, life, clock.UtcNow);

    private WalmartApiException Reject(AccessToken token, bool freshWasRejected = false)
    {
        var error = Assert.IsType<WalmartApiException>(token.CreateError(Failure((int)HttpStatusCode.Unauthorized, ErrorBody.Empty), freshWasRejected, clock));
        Assert.Contains("Marketplace, Sandbox", error.Message, StringComparison.Ordinal);
        return error;
    }
}
