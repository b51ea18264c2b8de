using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>When in its lifetime a token is renewed.</summary>
public sealed class RefreshPolicyTests
{
    [Theory]
    [InlineData(900, 674, false, false)]
    [InlineData(900, 675, true, false)]
    [InlineData(900, 869, true, false)]
    [InlineData(900, 870, true, true)]
    [InlineData(80, 59, false, false)]
    [InlineData(80, 69, true, false)]
    [InlineData(80, 70, true, true)]
    public void A_token_is_renewed_from_three_quarters_of_its_life_on_and_not_used_at_its_end(int life, int age, bool should, bool must)
    {
        var token = Token(TimeSpan.FromSeconds(life));

        Assert.Equal(should, RefreshPolicy.ShouldRefresh(token, TimeSpan.FromSeconds(age)));
        Assert.Equal(must, RefreshPolicy.MustRefresh(token, TimeSpan.FromSeconds(age)));
    }

    [Fact]
    public void A_token_whose_end_is_not_known_is_used_as_it_is()
    {
        Assert.False(RefreshPolicy.ShouldRefresh(Token(null), TimeSpan.FromDays(1)));
        Assert.False(RefreshPolicy.MustRefresh(Token(null), TimeSpan.FromDays(1)));
    }

    private static AccessToken Token(TimeSpan? life) => new(new SecretText("a-token-of-somebody"), new Uri("https://marketplace.walmartapis.com/"), 1, TimeSpan.Zero, life, null);
}
