using System.Runtime.CompilerServices;
using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A token's plain text exists only as long as the headers need it.</summary>
public sealed class TokenTextTests
{
    private static readonly Uri Host = new("https://marketplace.walmartapis.com/");

    [Fact]
    public void Both_headers_carry_the_token_as_Walmart_gave_it()
    {
        var text = Token().HeaderText;

        Assert.Equal("a-token-of-somebody", text.Plain);
        Assert.Equal("Bearer a-token-of-somebody", text.Bearer);
        Assert.DoesNotContain("token", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_follow_each_other_share_one_copy()
    {
        var token = Token();

        var first = token.HeaderText;

        Assert.Same(first, token.HeaderText);
    }

    [Fact]
    public void An_idle_token_keeps_no_plain_text()
    {
        var token = Token();
        var used = Use(token);

        GC.Collect();

        Assert.False(used.IsAlive);
        Assert.Equal("a-token-of-somebody", token.HeaderText.Plain);
    }

    [Fact]
    public void A_cleared_token_is_in_no_header_even_where_its_text_is_still_in_memory()
    {
        var token = Token();
        var text = token.HeaderText;

        token.Value.Dispose();

        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(() => token.HeaderText).ErrorId);
        GC.KeepAlive(text);
    }

    [Theory]
    [InlineData(" ~", true)]
    [InlineData("a\u001F", false)]
    [InlineData("a\u007F", false)]
    public void A_token_that_no_header_can_carry_is_refused(string text, bool isSendable)
    {
        var token = new AccessToken(new SecretText(text), Host, 1, TimeSpan.Zero, null, null);

        Assert.Equal(isSendable, TokenRejections.Unsendable(token, "here") is null);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(AccessToken token) => new(token.HeaderText);

    private static AccessToken Token() => new(new SecretText("a-token-of-somebody"), Host, 1, TimeSpan.Zero, TimeSpan.FromMinutes(15), DateTimeOffset.UnixEpoch);
}
