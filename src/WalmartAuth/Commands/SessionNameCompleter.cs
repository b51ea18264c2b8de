using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using WalmartAuth.Common;
using WalmartAuth.Sessions;

namespace WalmartAuth.Commands;

/// <summary>Suggests the names of the sessions that are connected in this runspace.</summary>
internal sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return RunspaceSessions.Current.All
            .Where(s => s.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)
            .Select(s => new CompletionResult(PSLiteral.Quote(s.Name), s.Name, CompletionResultType.ParameterValue, $"{s.Program} {s.Environment} {s.Market}, {s.CredentialSource}"));
    }
}
