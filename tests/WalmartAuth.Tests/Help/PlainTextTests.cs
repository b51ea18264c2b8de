using WalmartAuth.HelpGenerator;

namespace WalmartAuth.Tests.Help;

/// <summary>How markdown in a description is converted.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("a *b* __c__ `d *e*`", "a b c d *e*")]
    [InlineData("[text](page.md) and [site](https://example.org/a)", "text and site (https://example.org/a)")]
    [InlineData("<https://example.org/a> and [https://example.org/a](https://example.org/a)", "https://example.org/a and https://example.org/a")]
    [InlineData("[text][ref]\n\n[ref]: https://example.org/r", "text (https://example.org/r)")]
    [InlineData("![a picture](x.png)", "a picture")]
    [InlineData("one\ntwo\\\nthree", "one two\nthree")]
    [InlineData("a \\<b> &lt;c&gt; <Name> String\\[\\]", "a <b> <c> <Name> String[]")]
    [InlineData("a &amp; b", "a & b")]
    [InlineData("one\n\ntwo", "one\n\ntwo")]
    [InlineData("> quoted\n> text", "quoted text")]
    [InlineData("one\n\n<!-- a note to authors -->\n\ntwo", "one\n\ntwo")]
    [InlineData("#### Heading\ntext", "Heading\n\ntext")]
    public void Inline_marks_and_paragraphs(string markdown, string text) => Assert.Equal(text, Render(markdown));

    [Theory]
    [InlineData("- one\n- two\n  more", "- one\n- two more")]
    [InlineData("3. one\n4. two", "3. one\n4. two")]
    [InlineData("- one\n\n  more\n\n- two", "- one\n\n  more\n\n- two")]
    [InlineData("- one\n  - inner\n- two", "- one\n  - inner\n- two")]
    [InlineData("- one\n  ```\n  a\n    b\n  ```", "- one\n  a\n    b")]
    public void Lists(string markdown, string text) => Assert.Equal(text, Render(markdown));

    [Fact]
    public void Code_keeps_its_lines() =>
        Assert.Equal("Text.\n\nif (a) {\n    b\n\n    c\n}\n\nMore.", Render("Text.\n\n```\n\nif (a) {\n    b\n\n    c\n}\n```\nMore."));

    [Fact]
    public void A_table_becomes_columns() =>
        Assert.Equal("Id     Meaning\n-----  -------\nA | B  one\nC", Render("| Id | Meaning |\n|---|---|\n| A \\| B | `one` |\n| C | |"));

    private static string Render(string markdown)
    {
        using var folder = new DocsFolder();
        folder.With(SamplePages.CommandFile, SamplePages.Command.Replace("Fails with `SampleNotFound` when there is none.", markdown));
        return string.Join("\n\n", Assert.Single(HelpBuild.Read(folder.Docs).Commands).Notes);
    }
}
