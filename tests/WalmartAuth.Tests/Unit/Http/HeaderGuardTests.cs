using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>No value from outside ends a header or a request.</summary>
public sealed class HeaderGuardTests
{
    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nX-Evil: 1")]
    [InlineData("abc\n")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    [InlineData("größe")]
    public void A_value_with_a_control_character_or_one_beyond_ASCII_is_refused_with_its_source(string value)
    {
        var error = Assert.Throws<WalmartException>(() => HeaderGuard.CheckValue(value, "PartnerId of secret 'shop'"));

        Assert.Equal(WalmartErrorId.InvalidArgument, error.ErrorId);
        Assert.StartsWith("PartnerId of secret 'shop'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json, text/plain;q=0.5")]
    [InlineData("a\tb ~!")]
    [InlineData(null)]
    public void Any_other_value_passes(string? value) => Assert.Equal(value, HeaderGuard.CheckValue(value, "-Accept"));

    [Theory]
    [InlineData("Host")]
    [InlineData("connection")]
    [InlineData("Transfer-Encoding")]
    [InlineData("CONTENT-LENGTH")]
    [InlineData("a b")]
    [InlineData("a:")]
    [InlineData("")]
    public void A_name_that_belongs_to_the_connection_or_is_not_one_is_refused(string name) =>
        Assert.Equal(WalmartErrorId.InvalidArgument, Assert.Throws<WalmartException>(() => HeaderGuard.CheckName(name, "-Headers")).ErrorId);

    [Fact]
    public void What_reaches_a_message_unchecked_is_refused_there()
    {
        using var message = new HttpRequestMessage();

        Assert.Throws<WalmartException>(() => HeaderGuard.Add(message.Headers, "WM_PARTNER.ID", "1\r\nX-Evil: 1"));
    }
}
