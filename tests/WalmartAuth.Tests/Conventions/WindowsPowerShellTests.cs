namespace WalmartAuth.Tests.Conventions;

/// <summary>Windows PowerShell 5.1 can run every script of this repository that it needs to run. It is not available for these tests.</summary>
public sealed class WindowsPowerShellTests
{
    public static TheoryData<string> Scripts =>
        [.. new[] { "*.ps1", "*.psm1" }.SelectMany(pattern => SourceFiles.Below("", pattern)).Select(SourceFiles.Name).Where(name => !name.StartsWith("tests/WalmartAuth.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_holds_nothing_newer(string script)
    {
        Assert.Empty(NewerPowerShell.Find(Read(script)));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_plain_ASCII_because_5_1_reads_anything_else_in_the_code_page_of_the_machine(string script)
    {
        Assert.DoesNotContain(Read(script), character => character > 127);
    }

    [Theory]
    [InlineData("$a ? 1 : 2")]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.b")]
    [InlineData("${a}?[0]")]
    [InlineData("Get-Item x && Get-Item y")]
    [InlineData("Get-Item x &")]
    [InlineData("function f { process { 1 } clean { 2 } }")]
    [InlineData("if ($IsWindows) { 1 }")]
    [InlineData("Get-Error")]
    [InlineData("Invoke-RestMethod $uri -SkipCertificateCheck")]
    [InlineData("1..3 | ForEach-Object -Parallel { $_ }")]
    [InlineData("Join-Path a b c")]
    [InlineData("It 'does' { Start-ThreadJob { 1 } }")]
    [InlineData("Invoke-Shell \"`$x ?? 1\"")]
    public void Newer_things_are_found(string script)
    {
        Assert.NotEmpty(NewerPowerShell.Find(script));
    }

    [Theory]
    [InlineData("It 'does' -Skip:($PSVersionTable.PSVersion.Major -lt 7) { Start-ThreadJob { 1 } }")]
    [InlineData("if (Get-Command Get-Error -ErrorAction Ignore) { Get-Error }")]
    public void And_pass_where_5_1_does_not_reach_them(string script)
    {
        Assert.Empty(NewerPowerShell.Find(script));
    }

    private static string Read(string script) => File.ReadAllText(Path.Combine(Support.Repository.Root, script));
}
