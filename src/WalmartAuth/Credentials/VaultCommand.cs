using System.Management.Automation;

namespace WalmartAuth.Credentials;

/// <summary>
/// Runs a command of Microsoft.PowerShell.SecretManagement in the caller's runspace. It is the cmdlet of
/// that module, so that a function of the same name, qualified or not, cannot take its place and collect what it is given.
/// </summary>
internal static class VaultCommand
{
    public const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <summary>Runs the command with ErrorAction Stop and returns what it gave.</summary>
    public static IReadOnlyList<PSObject> Run(SecretReadContext context, string command, params (string Name, object? Value)[] parameters) =>
        Run(context, command, ActionPreference.Stop, parameters);

    /// <summary>Runs the command and returns what it gave. With Ignore, a vault that fails does not hide what the others hold.</summary>
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

    // By its name where the module is not there, for the error that PowerShell then gives.
    private static PowerShell Add(PowerShell shell, SecretReadContext context, string command)
    {
        var name = $"{Module}\\{command}";
        return context.Cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet) is CmdletInfo own ? shell.AddCommand(own) : shell.AddCommand(name);
    }
}
