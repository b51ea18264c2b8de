using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;
using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>A module of one function in a PowerShell engine, with the help files in its en-US folder.</summary>
internal sealed class SampleModule : IDisposable
{
    private const string Script = """
        # .EXTERNALHELP WalmartAuth.dll-Help.xml
        function Get-Sample {
            [CmdletBinding(DefaultParameterSetName = 'ByName')]
            param(
                [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByName')][string[]] $Name,
                [Parameter(ParameterSetName = 'ByName')][Parameter(Mandatory, ParameterSetName = 'All')][string] $Kind,
                [Parameter(Mandatory, ParameterSetName = 'All')][switch] $All)
        }
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("help-module");
    private readonly ScreenHost _host = new();
    private readonly Runspace _runspace;

    public SampleModule()
    {
        string folder = Path.Combine(_root.FullName, nameof(SampleModule));
        string script = Path.Combine(folder, nameof(SampleModule) + ".psm1");
        using (var docs = new DocsFolder())
        {
            docs.With(SamplePages.CommandFile, SamplePages.Command).With(SamplePages.TopicFile, SamplePages.Topic).RunAndRead();
            Directory.CreateDirectory(folder);
            Directory.Move(docs.Output, Path.Combine(folder, "en-US"));
        }

        File.WriteAllText(script, Script);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        Invoke($"Import-Module '{script}'");
    }

    /// <summary>Runs a script and gives the strings it puts out.</summary>
    public IReadOnlyList<string> Invoke(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        IReadOnlyList<string> strings = shell.AddScript(script).Invoke<string>();
        Assert.Empty(shell.Streams.Error);
        return strings;
    }

    /// <summary>Runs a script and gives what a user would see, line by line without the spaces around it.</summary>
    public string Show(string script)
    {
        int before = _host.Screen.Length;
        Invoke(script + " | Out-Host");
        return string.Join('\n', _host.Screen[before..].Split('\n').Select(line => line.Trim()));
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _root.Delete(recursive: true);
    }
}
