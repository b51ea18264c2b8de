using WalmartAuth.Commands;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Masking in CI: what is written to the standard output of the process, and when.</summary>
public sealed class CiLogMaskTests
{
    private readonly List<string> warnings = [];
    private readonly StringWriter written = new();

    [Fact]
    public void GitHub_Actions_gets_its_workflow_command_on_a_line_of_its_own()
    {
        Assert.True(Register("to%k\ren\n", ("GITHUB_ACTIONS", "true")));

        Assert.Equal("\n::add-mask::to%25k%0Den%0A\n", written.ToString());
    }

    [Theory]
    [InlineData("True")]
    [InlineData("true")]
    public void Azure_Pipelines_gets_its_logging_command_with_its_escapes(string value)
    {
        Assert.True(Register("t%3Bok%0Aen%", ("TF_BUILD", value)));

        Assert.Equal("\n##vso[task.setsecret]t%AZP253Bok%AZP250Aen%AZP25\n", written.ToString());
    }

    [Fact]
    public void The_command_is_one_write_so_that_nothing_comes_between_its_parts()
    {
        var writes = new CountingWriter();

        new CiLogMask(name => name == "GITHUB_ACTIONS" ? "true" : null, () => writes).Register("token", "ConsoleHost", warnings.Add);

        Assert.Equal(1, writes.Count);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("TF_BUILD")]
    public void In_a_job_the_standard_output_is_PowerShells_own_and_the_token_is_not_handed_out(string variable)
    {
        Assert.False(Register("token-of-a-shop", (variable, "true"), "ServerRemoteHost"));

        Assert.Empty(written.ToString());
        Assert.Contains("-NoMask", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("token-of-a-shop", warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "false")]
    [InlineData("TF_BUILD", "")]
    [InlineData("CI", "true")]
    public void Anywhere_else_nothing_is_written(string name, string value)
    {
        Assert.True(Register("token", (name, value), "ServerRemoteHost"));

        Assert.Empty(written.ToString());
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("GITLAB_CI", "GitLab CI")]
    [InlineData("JENKINS_URL", "Jenkins")]
    public void A_CI_system_that_cannot_mask_during_a_job_is_named_once(string variable, string system)
    {
        var mask = new CiLogMask(name => name == variable ? "true" : null, () => written);

        Assert.True(mask.Register("token", "ConsoleHost", warnings.Add));
        Assert.True(mask.Register("token", "ConsoleHost", warnings.Add));

        Assert.StartsWith(system, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(written.ToString());
    }

    private bool Register(string secret, (string Name, string Value) variable, string host = "ConsoleHost") =>
        new CiLogMask(name => name == variable.Name ? variable.Value : null, () => written).Register(secret, host, warnings.Add);

    private sealed class CountingWriter : StringWriter
    {
        public int Count { get; private set; }

        public override void Write(string? value) => Count++;

        public override void Write(char value) => Count++;
    }
}
