using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Commands;

/// <summary>Completes with the names that a command of SecretManagement returns. It never throws: without a vault, there are no suggestions.</summary>
internal abstract class VaultNamesCompleter : IArgumentCompleter
{
    private protected abstract string Command { get; }

    /// <summary>True if the names are in the vaults: a vault may be specified, and a locked one asks for its password.</summary>
    private protected virtual bool ReadsVaults => false;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return Names(fakeBoundParameters["Vault"] as string)
            .Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(n => n, StringComparer.OrdinalIgnoreCase)
            .Select(n => new CompletionResult(PSLiteral.Quote(n), n, CompletionResultType.ParameterValue, n));
    }

    private List<string> Names(string? vault)
    {
        try
        {
            // A separate runspace cannot prompt: a completion that waits for a password would look like a hang.
            using var silent = ReadsVaults ? RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2()) : null;
            silent?.Open();
            using var shell = silent is null ? PowerShell.Create(RunspaceMode.CurrentRunspace) : PowerShell.Create();
            if (silent is not null)
            {
                shell.Runspace = silent;
            }

            // A locked or broken vault must not hide the contents of the others.
            shell.AddCommand($"{VaultCommand.Module}\\{Command}").AddParameter("ErrorAction", ActionPreference.Ignore);
            if (ReadsVaults && vault is not null)
            {
                shell.AddParameter("Vault", vault);
            }

            return shell.Invoke().Select(i => i.Properties["Name"]?.Value?.ToString()).OfType<string>().ToList();
        }
        catch (RuntimeException)
        {
            return [];
        }
    }
}
