using WalmartAuth.Sessions;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>Token detail in each observed format (contract §3).</summary>
public sealed class TokenDetailTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"perhaps\"", null)]
    [InlineData("1", null)]
    [InlineData("null", null)]
    public void A_flag_is_a_boolean_or_a_text(string written, bool? flag)
    {
        var detail = TokenDetail.Read($$"""{"is_valid":{{written}},"is_channel_match":{{written}}}""");

        Assert.Equal(flag, detail.IsValid);
        Assert.Equal(flag, detail.IsChannelMatch);
    }

    [Theory]
    [InlineData("1795435200000", 1795435200)]
    [InlineData("\"1795435200000\"", 1795435200)]
    [InlineData("\"soon\"", null)]
    [InlineData("-5", null)]
    [InlineData("253402300800000", null)]
    [InlineData("null", null)]
    public void The_end_is_a_time_in_milliseconds_or_not_known(string written, int? seconds) =>
        Assert.Equal(seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null, TokenDetail.Read($$"""{"expire_at":{{written}}}""").ExpiresOn);

    [Theory]
    [InlineData("""{"orders":"full_access","items":null}""", "items=, orders=full_access")]
    [InlineData("\"none\"", "")]
    [InlineData("null", "")]
    public void Scopes_are_names_with_a_level(string written, string scopes) =>
        Assert.Equal(scopes, string.Join(", ", TokenDetail.Read($$"""{"scopes":{{written}}}""").Scopes.OrderBy(s => s.Key).Select(s => $"{s.Key}={s.Value}")));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html/>")]
    public void Anything_but_an_object_is_an_error(string text) =>
        Assert.Equal(WalmartErrorId.InvalidResponse, Assert.Throws<WalmartException>(() => TokenDetail.Read(text)).ErrorId);
}
