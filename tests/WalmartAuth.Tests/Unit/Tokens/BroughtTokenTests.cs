using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A token that the user brought along.</summary>
public sealed class BroughtTokenTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public async Task It_is_given_out_until_its_end_and_not_after_it_whatever_the_wall_clock_does()
    {
        using var tokens = Tokens(clock.UtcNow + TimeSpan.FromMinutes(10));
        clock.UtcNow += TimeSpan.FromHours(1);
        Assert.Equal("mine", (await tokens.GetAsync(NullOutput.Instance, default)).Value.Reveal());

        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(WalmartErrorId.TokenExpired, Assert.Throws<WalmartException>(() => { _ = tokens.GetAsync(NullOutput.Instance, default); }).ErrorId);
    }

    [Fact]
    public async Task Without_a_known_end_it_is_given_out_for_ever()
    {
        using var tokens = Tokens(null);
        clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal("mine", (await tokens.GetAsync(NullOutput.Instance, default)).Value.Reveal());
    }

    [Fact]
    public async Task It_is_never_renewed()
    {
        using var tokens = Tokens(null);
        var token = await tokens.GetAsync(NullOutput.Instance, default);

        Assert.Null(await tokens.ReplaceAsync(token, NullOutput.Instance, default));
        Assert.Equal(WalmartErrorId.InvalidArgument, Assert.Throws<WalmartException>(() => { _ = tokens.ForceAsync(NullOutput.Instance, default); }).ErrorId);
    }

    [Fact]
    public void Disconnect_clears_it()
    {
        var tokens = Tokens(null);
        tokens.Dispose();

        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(tokens.Current!.Value.Reveal).ErrorId);
    }

    private StaticTokenProvider Tokens(DateTimeOffset? end) => new(new SecretText("mine"), end, TokenGround.Gateway, clock);
}
