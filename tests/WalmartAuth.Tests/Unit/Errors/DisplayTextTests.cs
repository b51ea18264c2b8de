using WalmartAuth.Common;
using WalmartAuth.Errors;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>External text has no effect on a terminal or a CI log.</summary>
public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("SKU 'x' is unknown", "SKU 'x' is unknown")]
    [InlineData("two\r\nlines\tand a tab", "two  lines and a tab")]
    [InlineData("\u001b]0;owned\u0007\u001b[2J\u001b[31mred", " ]0;owned  [2J [31mred")]
    [InlineData("a\u0085b\u2028c\u2029d", "a b c d")]
    [InlineData("\u202Etxt.exe\u2066\u200B\uFEFF", " txt.exe   ")]
    [InlineData("##vso[task.setvariable variable=PATH]/evil", "# #vso[task.setvariable variable=PATH]/evil")]
    [InlineData("see ##[error]red", "see # #[error]red")]
    [InlineData("x\n::stop-commands::zz", "x : :stop-commands::zz")]
    [InlineData("::add-mask::a", ": :add-mask::a")]
    [InlineData("::error file=a.ps1,line=1::b", ": :error file=a.ps1,line=1::b")]
    [InlineData("the address [::1]:5080 and [IO.File]::ReadAllText", "the address [::1]:5080 and [IO.File]::ReadAllText")]
    [InlineData("Größe 漢字 ✓", "Größe 漢字 ✓")]
    public void Control_characters_reading_directions_and_log_commands_are_broken(string text, string expected) =>
        Assert.Equal(expected, DisplayText.Clean(text));

    [Fact]
    public void Every_message_of_an_error_is_safe_to_show() =>
        Assert.Equal("Walmart says: x # #vso[task.complete]", new WalmartException(WalmartErrorId.BadRequest, "Walmart says: x\n##vso[task.complete]").Message);

    [Fact]
    public void So_is_every_entry_of_Walmarts_error_list()
    {
        var entry = Assert.Single(ErrorBodyParser.Parse("""{"error":[{"code":"A\u001b[2J","field":"f\n","description":"x\n::stop-commands::zz","info":"\u202Ei"}]}""", SecretRedactor.Empty).Entries);

        Assert.Equal("A [2J f  x : :stop-commands::zz  i", string.Join(' ', entry.Code, entry.Field, entry.Description, entry.Info));
    }
}
