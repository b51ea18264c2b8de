using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.PowerShell;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Help;

/// <summary>The built module on a screen with 80 columns, as a user sees it.</summary>
internal sealed class ModuleScreen : IDisposable
{
    private static readonly Regex Colors = new("\x1b\\[[0-9;]*m");

    private readonly ScreenHost host = new();
    private readonly Runspace runspace;
    private readonly string? lists;

    /// <param name="asLists">Shows objects as Format-List does. That cmdlet is not part of the engine, so the tables are removed from the views.</param>
    /// <param name="path">Another module.</param>
    public ModuleScreen(bool asLists = false, string? path = null)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        var module = path ?? Repository.Manifest;
        if (asLists)
        {
            lists = WithoutTables();
            state.Formats.Add(new SessionStateFormatEntry(lists));
            module = Path.Combine(Repository.Module, "WalmartAuth.dll");
        }

        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        Run($"Import-Module '{module}' -ErrorAction Stop");
    }

    /// <summary>Sets a variable.</summary>
    public void Set(string name, object? value) => runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script, which must not fail, and returns its output.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
        return output;
    }

    /// <summary>Runs a script and returns what a user sees, without colors and trailing spaces.</summary>
    public string Show(string script)
    {
        var before = host.Screen.Length;
        Run($"& {{ {script} }} | Out-Default");
        var plain = Colors.Replace(host.Screen[before..], "");
        return string.Join('\n', plain.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    public void Dispose()
    {
        runspace.Dispose();
        if (lists is not null)
        {
            File.Delete(lists);
        }
    }

    private static string WithoutTables()
    {
        var views = XDocument.Load(Path.Combine(Repository.Module, "WalmartAuth.format.ps1xml"));
        views.Descendants("View").Where(view => view.Element("TableControl") is not null).Remove();
        var file = Path.Combine(Path.GetTempPath(), $"walmartauth-{Guid.NewGuid():N}.format.ps1xml");
        views.Save(file);
        return file;
    }
}
