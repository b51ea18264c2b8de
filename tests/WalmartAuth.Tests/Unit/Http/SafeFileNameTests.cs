using System.Net.Http.Headers;
using WalmartAuth.Http.Downloads;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A file name from outside never determines the folder (contract §8).</summary>
public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("report.zip", "report.zip")]
    [InlineData("Item_Report_2026-11-23T10:00:00.000+0000.zip", "Item_Report_2026-11-23T10_00_00.000+0000.zip")]
    [InlineData("../../outside.zip", "outside.zip")]
    [InlineData("..\\..\\outside.zip", "outside.zip")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("C:\\windows\\win.ini", "win.ini")]
    [InlineData("C:evil.txt", "C_evil.txt")]
    [InlineData("a\0b\nc.txt", "a_b_c.txt")]
    [InlineData("what?.txt", "what_.txt")]
    [InlineData("  .hidden. ", "hidden")]
    [InlineData("nul", "_nul")]
    [InlineData("COM1.txt", "_COM1.txt")]
    [InlineData("Größe.csv", "Größe.csv")]
    [InlineData("nul .txt", "_nul .txt")]
    [InlineData("CONIN$", "_CONIN$")]
    [InlineData("com¹.txt", "_com¹.txt")]
    [InlineData("-rf", "_-rf")]
    [InlineData("~", "_~")]
    [InlineData("in\u202Exslx.exe", "inxslx.exe")]
    [InlineData("a\u200Bb\uFEFF.csv", "ab.csv")]
    public void A_proposed_name_keeps_nothing_that_means_something_to_a_file_system(string proposed, string expected) =>
        Assert.Equal(expected, SafeFileName.Clean(proposed));

    [Theory]
    [InlineData(".zip")]
    [InlineData("a")]
    public void A_name_that_is_too_long_keeps_its_end_and_no_half_of_a_character(string end) =>
        Assert.Equal(string.Concat(Enumerable.Repeat("🛒", 49)) + end, SafeFileName.Clean(string.Concat(Enumerable.Repeat("🛒", 90)) + end));

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(300)]
    public void A_name_keeps_as_much_as_fits(int length) =>
        Assert.Equal(200, SafeFileName.Clean(new string('a', length))!.Length);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("..")]
    [InlineData("../..")]
    [InlineData("folder/")]
    [InlineData(null)]
    public void Nothing_is_left_of_a_name_that_is_only_a_place(string? proposed) => Assert.Null(SafeFileName.Clean(proposed));

    [Fact]
    public void A_long_name_keeps_its_end() =>
        Assert.EndsWith(".zip", Assert.IsType<string>(SafeFileName.Clean(new string('a', 500) + ".zip")), StringComparison.Ordinal);

    [Theory]
    [InlineData("CON.", 196)]
    [InlineData(".", 199)]
    [InlineData("~", 199)]
    public void A_long_name_that_is_cut_leaves_no_device_and_no_hidden_file(string middle, int rest)
    {
        var name = SafeFileName.Clean(new string('A', 50) + middle + new string('x', rest))!;

        Assert.DoesNotMatch(@"^([.~-]|CON\.)", name);
    }

    [Fact]
    public void A_long_name_fits_a_file_system_that_counts_bytes() =>
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(SafeFileName.Clean(new string('語', 500) + ".zip")!) <= 200);

    [Theory]
    [InlineData("attachment; filename=\"a:b.zip\"", "a_b.zip")]
    [InlineData("attachment; filename=plain.zip; filename*=UTF-8''Gr%C3%B6%C3%9Fe.zip", "Größe.zip")]
    [InlineData("attachment", "downloadReport")]
    [InlineData(null, "downloadReport")]
    public void The_name_comes_from_the_answer_else_from_the_address(string? disposition, string expected) =>
        Assert.Equal(expected, SafeFileName.FromHeader(disposition is null ? null : ContentDispositionHeaderValue.Parse(disposition), new Uri("https://files.example/v3/downloadReport?sig=secret")));

    [Fact]
    public void An_address_without_a_name_gives_a_plain_one() =>
        Assert.Equal("download", SafeFileName.FromHeader(null, new Uri("https://files.example/?sig=secret")));
}
