using System.Management.Automation;

namespace WalmartAuth.Credentials;

/// <summary>
/// Runs a command of Microsoft.PowerShell.SecretManagement in the caller's runspace. It is the cmdlet of
/// that module, so a function of the same name, qualified or not, cannot replace it and capture its arguments.
/// </summary>
internal static class VaultCommand
{
    public const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <summary>Runs the command with ErrorAction Stop and returns its output.</summary>
    public static IReadOnlyList<PSObject> Run(SecretReadContext context, string command, params (string Name, object? Value)[] parameters) =>
        Run(context, command, ActionPreference.Stop, parameters);

    /// <summary>Runs the command and returns its output. With Ignore, a failing vault does not hide the contents of the others.</summary>
    public static IReadOnlyList<PSObject> Run(SecretReadContext context, string command, ActionPreference onError, params (string Name, object? Value)[] parameters) =>
        command.StartsWith("Get-", StringComparison.Ordinal)
            ? VaultRetry.Shared.Read(() => RunOnce(context, command, onError, parameters), context.Stopping)
            : RunOnce(context, command, onError, parameters);

    private static IReadOnlyList<PSObject> RunOnce(SecretReadContext context, string command, ActionPreference onError, (string Name, object? Value)[] parameters)
    {
        var subject = parameters.FirstOrDefault(p => p.Name == "Name").Value;
        using var turn = VaultTurn.Shared.Take(subject is null ? command : $"{command} '{subject}'", message => context.Cmdlet.WriteVerbose(message), context.Stopping);
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        Add(shell, context, command).AddParameter("ErrorAction", onError);
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                shell.AddParameter(name, value);
            }
        }

        using var stop = context.Stopping.Register(() => shell.BeginStop(null, null));
        return shell.Invoke();
    }

    // By its name if the module is not installed, so that PowerShell reports its usual error.
    private static PowerShell Add(PowerShell shell, SecretReadContext context, string command)
    {
        var name = $"{Module}\\{command}";
        return context.Cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet) is CmdletInfo own ? shell.AddCommand(own) : shell.AddCommand(name);
    }
}
