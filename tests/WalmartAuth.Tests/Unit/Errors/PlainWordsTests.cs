using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>How small objects are printed.</summary>
public sealed class PlainWordsTests
{
    [Fact]
    public void A_rate_limit_says_what_is_left_and_when_there_is_more()
    {
        Assert.Equal("3 left", new WalmartRateLimit { Remaining = 3 }.ToString());
        Assert.Equal("0 left, more at 10:00:05 UTC", new WalmartRateLimit { Remaining = 0, ReplenishedOn = new DateTimeOffset(2026, 11, 26, 12, 0, 5, TimeSpan.FromHours(2)) }.ToString());
    }

    [Theory]
    [InlineData(null, null, null, null, "no details")]
    [InlineData("C.S", null, null, null, "C.S")]
    [InlineData("C.S", "F", null, null, "C.S (field F)")]
    [InlineData("C.S", "c", null, null, "C.S")]
    [InlineData(null, "F", "D", null, "D (field F)")]
    [InlineData("C.S", null, null, "I", "C.S: I")]
    [InlineData("C.S", "F", "D", "I", "C.S (field F): D")]
    public void An_entry_of_an_error_is_one_line_of_what_it_has(string? code, string? field, string? description, string? info, string text) =>
        Assert.Equal(text, new WalmartErrorEntry { Code = code, Field = field, Description = description, Info = info }.ToString());

    [Fact]
    public void A_body_without_entries_is_summed_up_by_its_text()
    {
        Assert.Null(ErrorBody.Empty.Summary);
        Assert.False(ErrorBody.Empty.HasCode("C"));
        Assert.Equal("text", new ErrorBody([], null, "text").Summary);
        Assert.Equal("1; 2; 3", new ErrorBody([.. Enumerable.Range(1, 5).Select(n => new WalmartErrorEntry { Code = $"{n}" })], null, "text").Summary);
    }

    [Fact]
    public void A_client_is_shown_by_the_end_of_an_id_that_looks_like_one()
    {
        var client = new ClientCredential("0ca9a71e-0000-4000-8000-00000000ab1e", new SecretText("a-secret-of-somebody"));
        var swapped = new ClientCredential("a-secret-of-somebody", new SecretText("0ca9a71e-0000-4000-8000-00000000ab1e"));

        Assert.Equal("…ab1e", client.ToString());
        Assert.Equal("***", swapped.ToString());
        Assert.True(client.SameAs(new ClientCredential(client.ClientId, new SecretText("a-secret-of-somebody"))));
        Assert.False(client.SameAs(new ClientCredential(client.ClientId, new SecretText("another"))));
        Assert.False(client.SameAs(swapped));
    }

    [Theory]
    [InlineData("Walmart", "Walmart")]
    [InlineData("shop-1_a.b", "shop-1_a.b")]
    [InlineData("", "''")]
    [InlineData("-Name", "'-Name'")]
    [InlineData("my shop", "'my shop'")]
    [InlineData("Joe's", "'Joe''s'")]
    public void A_name_is_quoted_where_it_is_not_one_word(string name, string typed) => Assert.Equal(typed, PSLiteral.Quote(name));
}
