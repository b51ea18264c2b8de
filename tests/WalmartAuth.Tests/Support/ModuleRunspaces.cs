using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace WalmartAuth.Tests.Support;

/// <summary>
/// Runspaces with the module imported. Opening one takes more processor time than most tests, so each is reset and reused
/// for the next test. One that a test left in another state (the module removed, a command still running) is closed instead.
/// </summary>
internal static class ModuleRunspaces
{
    private static readonly ConcurrentBag<Runspace> Idle = [];
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Initial = new(() =>
    {
        using var runspace = Open(InitialSessionState.CreateDefault2());
        return Contents(runspace);
    });

    /// <summary>A runspace that no other test uses.</summary>
    public static Runspace Rent() => Idle.TryTake(out var runspace) ? runspace : Open(InitialSessionState.CreateDefault2());

    /// <summary>Returns a runspace after its test.</summary>
    public static void Return(Runspace runspace)
    {
        if (Reset(runspace))
        {
            Idle.Add(runspace);
        }
        else
        {
            runspace.Dispose();
        }
    }

    /// <summary>Opens a runspace and imports the module into it.</summary>
    public static Runspace Open(InitialSessionState state, PSHost? host = null)
    {
        var runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", Repository.Manifest).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
        return runspace;
    }

    /// <summary>Removes sessions, variables, errors, functions, aliases and other modules, and returns whether the runspace is as it was after <see cref="Open"/>.</summary>
    public static bool Reset(Runspace runspace)
    {
        if (runspace.RunspaceAvailability != RunspaceAvailability.Available)
        {
            return false;
        }

        Disconnect(runspace);

        // Variables first: preferences set by a test would change how the rest is removed.
        runspace.ResetRunspaceState();
        Remove(runspace, Contents(runspace).Keys.Except(Initial.Value.Keys));
        return Contents(runspace) is var left && left.Count == Initial.Value.Count && !left.Except(Initial.Value).Any();
    }

    // As Remove-Module does, but without a need to import the module again.
    private static void Disconnect(Runspace runspace)
    {
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = runspace;
        new ModuleCleanup().OnRemove(null!);
        Runspace.DefaultRunspace = before;
    }

    private static void Remove(Runspace runspace, IEnumerable<string> added)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("""
            param($added)
            Get-Module | Where-Object Name -in $added | Remove-Module -Force
            foreach ($path in $added -like '*:*') { $ExecutionContext.SessionState.InvokeProvider.Item.Remove($path, $true) }
            """).AddArgument(added.ToArray()).Invoke();
    }

    /// <summary>Modules, functions and aliases, with their kinds.</summary>
    private static Dictionary<string, string> Contents(Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        var contents = shell.AddCommand("Get-Module").Invoke<PSModuleInfo>().ToDictionary(module => module.Name, module => module.Path);
        foreach (var command in runspace.SessionStateProxy.InvokeCommand.GetCommands("*", CommandTypes.Function | CommandTypes.Filter | CommandTypes.Alias, true))
        {
            contents[$"{(command is AliasInfo ? "Alias" : "Function")}:{command.Name}"] = command.Definition;
        }

        return contents;
    }
}
