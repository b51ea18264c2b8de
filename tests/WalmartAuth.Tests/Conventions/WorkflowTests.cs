using System.Text.RegularExpressions;
using System.Xml.Linq;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Conventions;

/// <summary>The workflow's actions and versions are pinned and match those of the tests.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Workflow = File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "ci.yml"));

    [Fact]
    public void Every_action_is_pinned_by_commit_with_its_version_in_a_comment()
    {
        var actions = Action().Matches(Workflow).Select(match => match.Value).ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(@"^uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action));
    }

    [Fact]
    public void The_PowerShell_of_the_workflow_is_the_one_that_NuGet_restores()
    {
        var restored = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PowerShellVersion").Single().Value;

        Assert.Contains($"POWERSHELL_VERSION: {restored}\n", Workflow.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"powershell: {restored} }}", Workflow, StringComparison.Ordinal);
    }

    [GeneratedRegex("uses: .*")]
    private static partial Regex Action();
}
