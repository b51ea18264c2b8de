using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The formats of a token response (contract §2).</summary>
public sealed class TokenAnswerTests
{
    [Theory]
    [InlineData("""{"access_token":"a-token","token_type":"Bearer","expires_in":600}""")]
    [InlineData("""{"accessToken":"a-token","expiresIn":"600"}""")]
    [InlineData("\uFEFF \r\n{\"access_token\":\"a-token\",\"expires_in\":600}")]
    [InlineData("<OAuthTokenDTO><accessToken>a-token</accessToken><tokenType>Bearer</tokenType><expiresIn>600</expiresIn></OAuthTokenDTO>")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><oAuthToken xmlns=\"urn:any\">\n  <accessToken>\n    a-token\n  </accessToken>\n  <expiresIn> 600 </expiresIn>\n</oAuthToken>")]
    [InlineData("<t:OAuthTokenDTO xmlns:t=\"urn:any\"><t:accessToken>a-token</t:accessToken><t:expiresIn>600</t:expiresIn></t:OAuthTokenDTO>")]
    public void Each_says_the_same(string text) =>
        Assert.Equal(("a-token", TimeSpan.FromMinutes(10), null), TokenResponseParser.Read(text, "here"));

    [Fact]
    public void A_token_may_have_any_character_of_a_header() => Assert.Equal("a ~", TokenResponseParser.Read("""{"access_token":"a ~"}""", "here").Token);

    [Theory]
    [InlineData("", 900)]
    [InlineData(",\"expires_in\":null", 900)]
    [InlineData(",\"expires_in\":\"soon\"", 900)]
    [InlineData(",\"expires_in\":-1", 0)]
    [InlineData(",\"expires_in\":0", 0)]
    public void A_life_that_is_left_out_is_the_documented_one(string life, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TokenResponseParser.Read($"{{\"access_token\":\"a-token\"{life}}}", "here").Life);

    [Theory]
    [InlineData("\"refresh-1\"", "refresh-1")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void A_refresh_token_that_is_empty_is_none(string value, string? refresh) =>
        Assert.Equal(refresh, TokenResponseParser.Read($"{{\"access_token\":\"a-token\",\"refresh_token\":{value}}}", "here").RefreshToken);

    [Theory]
    [InlineData("<html><accessToken>a-token</accessToken></html>", "it is XML of another kind")]
    [InlineData("<OAuthTokenDTO><accessToken>a-token", "it is neither JSON nor complete XML")]
    [InlineData("<OAuthTokenDTO><tokenType>Bearer</tokenType></OAuthTokenDTO>", "it has no access token")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("a-token", "it is neither JSON nor XML")]
    [InlineData("""{"access_token":""}""", "it has no access token")]
    [InlineData("""{"access_token":["a-token"]}""", "it has no access token")]
    [InlineData("""{"access_token":{"value":"a-token"}}""", "it has no access token")]
    [InlineData("<OAuthTokenDTO><other><accessToken>a-token</accessToken></other></OAuthTokenDTO>", "it has no access token")]
    public void What_holds_no_token_is_refused_and_quoted_nowhere(string text, string why)
    {
        var error = Assert.Throws<WalmartException>(() => TokenResponseParser.Read(text, "here"));

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal($"The response to POST /v3/token (here) cannot be used: {why}.", error.Message);
    }
}
