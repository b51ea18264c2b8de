using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A token supplied with -AccessToken.</summary>
public sealed class SuppliedTokenTests
{
    private readonly FakeClock clock = new();
    private readonly CallBudget budget;

    public SuppliedTokenTests() => budget = new CallBudget(RetryPolicy.None, TimeSpan.FromSeconds(9), clock, NullOutput.Instance);

    [Fact]
    public async Task It_is_given_out_until_its_end_and_not_after_it_whatever_the_wall_clock_does()
    {
        using var tokens = Tokens(clock.UtcNow + TimeSpan.FromMinutes(10));
        clock.UtcNow += TimeSpan.FromHours(1);
        Assert.Equal("mine", (await GetAsync(tokens)).Value.Reveal());

        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(WalmartErrorId.TokenExpired, Assert.Throws<WalmartException>(() => { _ = GetAsync(tokens); }).ErrorId);
    }

    [Fact]
    public async Task Without_a_known_expiry_it_is_always_returned()
    {
        using var tokens = Tokens(null);
        clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal("mine", (await GetAsync(tokens)).Value.Reveal());
    }

    [Fact]
    public async Task It_is_never_renewed()
    {
        using var tokens = Tokens(null);
        var token = await GetAsync(tokens);

        Assert.Null(await new TokenAuthorizer(tokens, null).RenewAsync(token, budget, default));
        Assert.Equal(WalmartErrorId.InvalidArgument, Assert.Throws<WalmartException>(() => { _ = GetAsync(tokens, TokenRequestMode.Force); }).ErrorId);
    }

    [Fact]
    public void Disconnect_clears_it()
    {
        var tokens = Tokens(null);
        tokens.Dispose();

        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(tokens.Current!.Value.Reveal).ErrorId);
    }

    private Task<AccessToken> GetAsync(StaticTokenProvider tokens, TokenRequestMode mode = TokenRequestMode.Use) => tokens.GetAsync(mode, null, budget, null, default);

    private StaticTokenProvider Tokens(DateTimeOffset? end) => new(new SuppliedToken(new SecretText("mine"), end), "parameter -AccessToken", TokenCacheHarness.Gateway, clock);
}
