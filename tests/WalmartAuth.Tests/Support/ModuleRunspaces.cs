using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WalmartAuth.Tests.Support;

/// <summary>
/// Runspaces with the module imported. Opening one takes more processor time than most tests, so each is reused for the
/// next test, after a reset: sessions, variables, errors, location and other modules go. A runspace that a test changed in
/// another way (a function, an alias, the module removed, a command still running) is closed instead.
/// </summary>
internal static class ModuleRunspaces
{
    private static readonly ConcurrentBag<Runspace> Idle = [];
    private static readonly Lazy<IReadOnlySet<string>> Initial = new(() =>
    {
        using var runspace = Open();
        return Contents(runspace);
    });

    /// <summary>A runspace that no other test uses.</summary>
    public static Runspace Rent() => Idle.TryTake(out var runspace) ? runspace : Open();

    /// <summary>Takes a runspace back after its test.</summary>
    public static void Return(Runspace runspace)
    {
        if (IsReset(runspace))
        {
            Idle.Add(runspace);
        }
        else
        {
            runspace.Dispose();
        }
    }

    private static Runspace Open()
    {
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", Repository.Manifest).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
        return runspace;
    }

    private static bool IsReset(Runspace runspace)
    {
        if (runspace.RunspaceAvailability != RunspaceAvailability.Available)
        {
            return false;
        }

        Disconnect(runspace);
        using (var shell = PowerShell.Create(runspace))
        {
            shell.AddScript("Get-Module | Where-Object Name -ne WalmartAuth | Remove-Module -Force").Invoke();
        }

        runspace.ResetRunspaceState();
        return Contents(runspace).SetEquals(Initial.Value);
    }

    // As Remove-Module does, but for the price of the next import.
    private static void Disconnect(Runspace runspace)
    {
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = runspace;
        new ModuleCleanup().OnRemove(null!);
        Runspace.DefaultRunspace = before;
    }

    private static HashSet<string> Contents(Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        return
        [
            .. shell.AddCommand("Get-Module").Invoke<PSModuleInfo>().Select(module => module.Name),
            .. runspace.SessionStateProxy.InvokeCommand.GetCommands("*", CommandTypes.Function | CommandTypes.Filter | CommandTypes.Alias, true)
                .Select(command => $"{command.CommandType} {command.Name}: {command.Definition}"),
        ];
    }
}
