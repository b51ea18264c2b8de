using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;

namespace WalmartAuth.Requests;

/// <summary>
/// Runs a script block of -Body or -Query with the pipeline object as $_. If anything in it fails, nothing is sent:
/// a write with the wrong body is worse than none.
/// </summary>
internal static class InputScript
{
    private static readonly ConditionalWeakTable<ScriptBlock, string[]> NamesByBlock = new();

    /// <summary>The block's result: one object, or an array of several.</summary>
    /// <exception cref="WalmartException">
    /// InvalidArgument: an error in the block, which runs as if $ErrorActionPreference were Stop; no output, or only $null; or a
    /// property that the pipeline object does not have.
    /// </exception>
    public static object Invoke(ScriptBlock block, PSObject? input, string parameter)
    {
        EnsureProperties(block, input, parameter);
        var result = Run(block, input, parameter, RequestMessages.NothingWasSent);
        if (result.All(r => r is null))
        {
            throw Invalid(RequestMessages.ScriptReturnedNothing(parameter));
        }

        return result.Count == 1 ? result[0]! : result.ToArray();
    }

    /// <summary>Runs a block with a value as $_, as if $ErrorActionPreference were Stop.</summary>
    /// <exception cref="WalmartException">InvalidArgument: an error in the block; the message ends with the consequence.</exception>
    public static Collection<PSObject?> Run(ScriptBlock block, object? value, string parameter, string consequence)
    {
        try
        {
            return block.InvokeWithContext(null, [new PSVariable("_", value), new PSVariable("ErrorActionPreference", ActionPreference.Stop)], value)!;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.ScriptFailed(parameter, (e.ErrorRecord?.ToString() ?? e.Message).TrimEnd('.'), consequence), e);
        }
    }

    // PowerShell returns $null for a missing property, so a misspelled column would be sent as null.
    private static void EnsureProperties(ScriptBlock block, PSObject? input, string parameter)
    {
        if (input is not null && input.BaseObject is not (PSCustomObject or IDictionary))
        {
            return;
        }

        foreach (var name in NamesByBlock.GetValue(block, b => ReadNames(b.Ast)))
        {
            if (input is null)
            {
                throw Invalid(RequestMessages.ScriptHasNoInput(parameter, name), RequestMessages.PipeObjects);
            }

            if (!InputTemplate.HasProperty(input, name))
            {
                throw Invalid(
                    RequestMessages.ScriptReadsMissingProperty(parameter, name, string.Join(", ", InputTemplate.PropertyNames(input).Take(10))),
                    RequestMessages.CorrectPropertyName(name));
            }
        }
    }

    // The properties of $_ that the block reads without testing them.
    private static string[] ReadNames(Ast block)
    {
        var used = block.FindAll(IsInputProperty, searchNestedScriptBlocks: true).Cast<MemberExpressionAst>().Where(m => IsOfThisInput(m, block)).ToList();
        var tested = used.Where(m => IsTested(m, block)).Select(Name).ToList();
        return used.Select(Name).Except(tested, StringComparer.OrdinalIgnoreCase).Where(n => !n.StartsWith("PS", StringComparison.OrdinalIgnoreCase)).ToArray();
    }

    private static string Name(MemberExpressionAst member) => ((StringConstantExpressionAst)member.Member).Value;

    private static bool IsInputProperty(Ast ast) => ast is MemberExpressionAst { Static: false, Member: StringConstantExpressionAst, Expression: VariableExpressionAst variable } and not InvokeMemberExpressionAst
        && variable.VariablePath.UserPath.ToUpperInvariant() is "_" or "PSITEM";

    // In another block, a switch or a catch, $_ is something else.
    private static bool IsOfThisInput(Ast ast, Ast block) => !Ancestors(ast, block).Any(a => a is ScriptBlockExpressionAst or SwitchStatementAst or CatchClauseAst or TrapStatementAst or FunctionDefinitionAst);

    private static bool IsTested(Ast ast, Ast block)
    {
        var child = ast;
        foreach (var parent in Ancestors(ast, block))
        {
            // The library that this is compiled against does not know ?? and ?:.
            var isTest = parent is IfStatementAst condition ? condition.Clauses.Any(c => c.Item1 == child)
                : parent is BinaryExpressionAst binary ? binary.Operator.ToString() == "QuestionQuestion" ? binary.Left == child : IsNull(binary.Left) || IsNull(binary.Right)
                : parent.GetType().Name == "TernaryExpressionAst" && child.Extent.StartOffset == parent.Extent.StartOffset;
            if (isTest)
            {
                return true;
            }

            child = parent;
        }

        return false;
    }

    private static bool IsNull(Ast ast) => ast is VariableExpressionAst { VariablePath.UserPath: var name } && string.Equals(name, "null", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Ast> Ancestors(Ast ast, Ast root)
    {
        for (var parent = ast.Parent; parent is not null && parent != root; parent = parent.Parent)
        {
            yield return parent;
        }
    }

    private static WalmartException Invalid(string message, string? next = null) =>
        new(WalmartErrorId.InvalidArgument, RequestMessages.WithNothingSent(message), recommendedAction: next);
}
