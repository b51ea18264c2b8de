using WalmartAuth.Commands;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Masking on CI: what goes to the process's standard output, and when.</summary>
public sealed class RunnerMaskTests
{
    [Fact]
    public void GitHub_Actions_gets_its_workflow_command_with_its_escapes() =>
        Assert.Equal("::add-mask::to%25k%0Den%0A\n", Register("to%k\ren\n", ("GITHUB_ACTIONS", "true")));

    [Theory]
    [InlineData("True")]
    [InlineData("true")]
    public void Azure_Pipelines_gets_its_logging_command(string value) =>
        Assert.Equal("##vso[task.setsecret]token\n", Register("token", ("TF_BUILD", value)));

    [Theory]
    [InlineData("GITHUB_ACTIONS", "false")]
    [InlineData("TF_BUILD", "")]
    [InlineData("CI", "true")]
    public void Anywhere_else_nothing_is_written(string name, string value) => Assert.Null(Register("token", (name, value)));

    private static string? Register(string secret, (string Name, string Value) variable)
    {
        StringWriter? written = null;
        CiLogMask.Register(secret, name => name == variable.Name ? variable.Value : null, () => written = new StringWriter());
        return written?.ToString();
    }
}
