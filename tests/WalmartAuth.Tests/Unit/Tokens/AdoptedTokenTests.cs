using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>When a token that another process requested replaces the one in use.</summary>
public sealed class AdoptedTokenTests
{
    private readonly TokenCacheHarness harness = new();

    [Fact]
    public void It_is_used_from_the_time_of_its_issue()
    {
        harness.Entry.StartSharing();

        Assert.True(Adopt("shared", age: 300));

        var token = harness.Entry.Current!;
        Assert.Equal("shared", token.Value.Reveal());
        Assert.True(token.IsShared);
        Assert.True(token.WasPrefetched);
        Assert.Equal(TimeSpan.FromSeconds(600), token.Remaining(harness.Clock.Monotonic));
    }

    [Fact]
    public void One_from_a_clock_that_is_ahead_lives_no_longer_than_a_new_one()
    {
        harness.Entry.StartSharing();

        Assert.True(Adopt("shared", age: -50));

        Assert.Equal(TimeSpan.FromSeconds(900), harness.Entry.Current!.Remaining(harness.Clock.Monotonic));
    }

    [Fact]
    public void Nothing_is_adopted_without_sharing_or_after_a_disconnect()
    {
        Assert.False(Adopt("shared"));

        harness.Entry.StartSharing();
        harness.Entry.Clear();
        Assert.False(Adopt("shared"));
        Assert.Null(harness.Entry.Current);
    }

    [Fact]
    public void A_rejected_token_is_not_adopted()
    {
        harness.Entry.StartSharing().Reject(new SecretText("shared"));

        Assert.False(Adopt("shared"));
    }

    [Theory]
    [InlineData("first", 100, false)] // the same token
    [InlineData("other", 299, true)] // a newer one
    [InlineData("other", 300, false)] // one of the same age
    [InlineData("other", 301, false)] // an older one
    public void Only_a_newer_token_replaces_a_good_one(string token, int age, bool isAdopted)
    {
        harness.Entry.StartSharing();
        Assert.True(Adopt("first", age: 300));

        Assert.Equal(isAdopted, Adopt(token, age));

        Assert.Equal(isAdopted ? token : "first", harness.Entry.Current!.Value.Reveal());
    }

    [Fact]
    public void An_older_token_replaces_one_that_was_rejected()
    {
        var sharing = harness.Entry.StartSharing();
        Assert.True(Adopt("first", age: 100));
        sharing.Reject(new SecretText("first"));

        Assert.True(Adopt("older", age: 300));
    }

    private bool Adopt(string token, int age = 0) =>
        harness.Entry.TryAdopt(new SharedToken(new SecretText(token), harness.Clock.UtcNow.AddSeconds(-age), TimeSpan.FromSeconds(900)), TokenCacheHarness.Gateway.BaseAddress);
}
