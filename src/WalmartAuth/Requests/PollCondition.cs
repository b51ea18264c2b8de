using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using WalmartAuth.Common;

namespace WalmartAuth.Requests;

/// <summary>The script block of -Until: whether a response ends the polling, and which properties it reads.</summary>
internal sealed class PollCondition
{
    private const int MaximumLength = 40;

    private readonly ScriptBlock block;
    private readonly List<string[]> paths;

    public PollCondition(ScriptBlock block)
    {
        this.block = block;
        paths = block.Ast.FindAll(a => a is MemberExpressionAst and not InvokeMemberExpressionAst, searchNestedScriptBlocks: true).Cast<MemberExpressionAst>()
            .Where(m => m.Parent is not MemberExpressionAst or InvokeMemberExpressionAst).Select(m => ReadPath(m).ToArray()).Where(p => p.Length > 0 && !p[0].StartsWith("PS", StringComparison.OrdinalIgnoreCase))
            .GroupBy(p => string.Join(".", p), StringComparer.OrdinalIgnoreCase).Select(g => g.First()).ToList();
    }

    /// <summary>Runs the block with a response as $_. On the pipeline thread.</summary>
    /// <exception cref="WalmartException">InvalidArgument: an error in the block, or more than one output.</exception>
    public bool IsMet(object? answer)
    {
        var result = Run(answer);
        return result.Count switch
        {
            0 => false,
            1 => LanguagePrimitives.IsTrue(result[0]),
            _ => throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.UntilReturnedSeveral(result.Count), recommendedAction: RequestMessages.ReturnOneValue),
        };
    }

    /// <summary>The values that the block reads, such as <c>feedStatus: INPROGRESS</c>; null if there are none. On the pipeline thread.</summary>
    public string? DescribeState(object? answer, SecretRedactor redactor)
    {
        var states = paths.Select(path => (Name: path[path.Length - 1], Value: Find(answer, path, out _))).Where(s => s.Value is string or ValueType)
            .Select(s => $"{s.Name}: {Shorten(DisplayText.Clean(redactor.Redact(InputTemplate.ToInvariantString(s.Value!))))}").ToList();
        return states.Count == 0 ? null : string.Join(", ", states);
    }

    /// <summary>The first property that the block reads and that the response does not have; null for none. On the pipeline thread.</summary>
    public string? FindMissing(object? answer) => paths.Select(path =>
    {
        Find(answer, path, out var missing);
        return missing;
    }).FirstOrDefault(name => name is not null);

    private Collection<PSObject?> Run(object? answer)
    {
        try
        {
            return InputScript.Run(block, answer, "-Until", RequestMessages.PollingHasEnded);
        }
        catch (Exception e) when (e is not (WalmartException or PipelineStoppedException or OutOfMemoryException) && !e.IsRecoverable())
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.UntilWasLeft, e, recommendedAction: RequestMessages.ReturnTrueOrFalse);
        }
    }

    private static object? Find(object? answer, string[] path, out string? missing)
    {
        missing = null;
        foreach (var name in path)
        {
            if (answer.Unwrap() is null or string or ValueType or object[])
            {
                return null;
            }

            var value = PSObject.AsPSObject(answer);
            if (!InputTemplate.HasProperty(value, name))
            {
                missing = value.BaseObject is PSCustomObject or IDictionary or WalmartResponse && name.ToUpperInvariant() is not ("COUNT" or "LENGTH") ? name : null;
                return null;
            }

            answer = InputTemplate.FindProperty(value, name);
        }

        return answer.Unwrap();
    }

    // $_.list.meta as list, meta; nothing if it does not start with $_, or a name is computed.
    private static IEnumerable<string> ReadPath(MemberExpressionAst member) => member switch
    {
        { Static: true } or { Member: not StringConstantExpressionAst } => [],
        { Expression: VariableExpressionAst variable } => variable.VariablePath.UserPath.ToUpperInvariant() is "_" or "PSITEM" ? [Name(member)] : [],
        { Expression: MemberExpressionAst inner and not InvokeMemberExpressionAst } when ReadPath(inner).ToList() is { Count: > 0 } path => path.Append(Name(member)),
        _ => [],
    };

    private static string Name(MemberExpressionAst member) => ((StringConstantExpressionAst)member.Member).Value;

    private static string Shorten(string text) => text.Length > MaximumLength ? text.Substring(0, MaximumLength - 1) + "…" : text;
}
