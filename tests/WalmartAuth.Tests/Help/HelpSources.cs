using System.Management.Automation;
using System.Xml.Linq;
using WalmartAuth.HelpGenerator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>The three sources that must agree: the pages in docs, the help file that ships, and the cmdlets.</summary>
internal static class HelpSources
{
    public static string Docs { get; } = Path.Combine(Repository.Root, "docs");

    public static HelpPages Pages { get; } = HelpBuild.Read(Docs);

    public static XDocument Maml { get; } = XDocument.Load(Path.Combine(Repository.Module, "en-US", HelpBuild.HelpFile));

    public static IReadOnlyDictionary<string, CmdletInfo> Cmdlets { get; } = ReadCmdlets();

    /// <summary>The names of the pages, for theories.</summary>
    public static TheoryData<string> Names => [.. Pages.Commands.Select(page => page.Name)];

    public static CommandPage Page(string name) => Pages.Commands.Single(page => page.Name == name);

    private static Dictionary<string, CmdletInfo> ReadCmdlets()
    {
        using var host = new ModuleHost();
        return host.Run("Get-Command -Module WalmartAuth -CommandType Cmdlet").Clean.Output
            .Select(o => (CmdletInfo)o.BaseObject)
            .Select(cmdlet => (cmdlet, cmdlet.ParameterSets.Count))
            .ToDictionary(c => c.cmdlet.Name, c => c.cmdlet);
    }
}
