using System.Management.Automation.Language;

namespace WalmartAuth.Tests.Conventions;

/// <summary>Finds what Windows PowerShell 5.1 does not support: newer syntax, commands, parameters and variables.</summary>
internal static class NewerPowerShell
{
    private static readonly HashSet<string> Variables = new(StringComparer.OrdinalIgnoreCase) { "IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR" };

    private static readonly HashSet<string> Commands = new(StringComparer.OrdinalIgnoreCase) { "Get-Error", "Get-Uptime", "Install-PSResource", "Join-String", "Start-ThreadJob", "Test-Json" };

    private static readonly string[] Web = ["AllowUnencryptedAuthentication", "Authentication", "CustomMethod", "FollowRelLink", "Form", "MaximumRetryCount", "NoProxy", "ResponseHeadersVariable", "RetryIntervalSec", "SkipCertificateCheck", "SkipHeaderValidation", "SkipHttpErrorCheck", "StatusCodeVariable", "Token"];

    private static readonly Dictionary<string, string[]> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConvertFrom-Json"] = ["AsHashtable", "Depth", "NoEnumerate"],
        ["ConvertFrom-SecureString"] = ["AsPlainText"],
        ["ConvertTo-Json"] = ["AsArray", "EnumsAsStrings", "EscapeHandling"],
        ["ForEach-Object"] = ["AsJob", "Parallel", "ThrottleLimit", "TimeoutSeconds"],
        ["Get-Content"] = ["AsByteStream"],
        ["Invoke-RestMethod"] = Web,
        ["Invoke-WebRequest"] = Web,
        ["Join-Path"] = ["AdditionalChildPath"],
        ["Select-String"] = ["NoEmphasis", "Raw"],
        ["Set-Content"] = ["AsByteStream"],
        ["Sort-Object"] = ["Bottom", "Stable", "Top"],
        ["Split-Path"] = ["Extension", "LeafBase"],
    };

    /// <summary>Each occurrence, as line and text, except code that a test skips on 5.1 or checks with Get-Command first.</summary>
    public static IEnumerable<string> Find(string script)
    {
        var tree = Parser.ParseInput(script, out _, out _);
        var here = tree.FindAll(IsNewer, searchNestedScriptBlocks: true).Where(node => !IsGuarded(node)).Select(node => $"line {node.Extent.StartLineNumber}: {node.Extent.Text}");
        return here.Concat(ScriptsForOtherShells(tree).SelectMany(Find));
    }

    private static bool IsNewer(Ast node) => node switch
    {
        TernaryExpressionAst or PipelineChainAst => true,
        BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } => true,
        AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals } => true,
        MemberExpressionAst { NullConditional: true } or IndexExpressionAst { NullConditional: true } => true,
        PipelineAst { Background: true } => true,
        ScriptBlockAst { CleanBlock: not null } => true,
        VariableExpressionAst variable => Variables.Contains(variable.VariablePath.UserPath),
        CommandAst command => IsNewer(command),
        _ => false,
    };

    private static bool IsNewer(CommandAst command)
    {
        var name = command.GetCommandName() ?? "";
        return Commands.Contains(name)
            || (Parameters.TryGetValue(name, out var newer) && command.CommandElements.OfType<CommandParameterAst>().Any(given => newer.Contains(given.ParameterName, StringComparer.OrdinalIgnoreCase)))
            || (name == "Join-Path" && command.CommandElements.Skip(1).Count(element => element is not CommandParameterAst) > 2);
    }

    private static bool IsGuarded(Ast node)
    {
        for (var above = node.Parent; above is not null; above = above.Parent)
        {
            if (above is CommandAst test && test.GetCommandName() is "It" or "Describe" or "Context" && above.Extent.Text.Split('{')[0].Contains("-Skip:($PSVersionTable.PSVersion.Major -lt 7)", StringComparison.Ordinal))
            {
                return true;
            }

            if (above is IfStatementAst choice && node is CommandAst command && choice.Clauses[0].Item1.Extent.Text.Contains($"Get-Command {command.GetCommandName()}", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The scripts that the suite runs in a separate process of the same PowerShell.</summary>
    private static IEnumerable<string> ScriptsForOtherShells(ScriptBlockAst tree) =>
        from CommandAst call in tree.FindAll(node => node is CommandAst call && call.GetCommandName() == "Invoke-Shell", searchNestedScriptBlocks: true)
        from text in call.CommandElements.Skip(1)
        select text switch { StringConstantExpressionAst plain => plain.Value, ExpandableStringExpressionAst filled => filled.Value, _ => "" };
}
