using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>A pipeline object with its position in the pipeline: how errors and -WhatIf lines describe it.</summary>
internal sealed class CallInput
{
    private const int MaximumLength = 40;

    private readonly IReadOnlyList<string> usedNames;

    /// <param name="value">The pipeline object.</param>
    /// <param name="number">Its position, from 1.</param>
    /// <param name="usedNames">The properties that the call uses, which distinguish one object from the next.</param>
    public CallInput(PSObject value, long number, IReadOnlyList<string> usedNames)
    {
        Value = value;
        Number = number;
        this.usedNames = usedNames;
    }

    public PSObject Value { get; }

    public long Number { get; }

    /// <summary>The number and the first distinguishing property, such as <c>input 217: sku=A-1</c>.</summary>
    /// <param name="redactor">Redacts secrets.</param>
    public string Describe(SecretRedactor redactor)
    {
        var text = ReadScalar(Value) is { } value && Value.BaseObject is not IDictionary ? value : FirstProperty();
        if (text is null)
        {
            return $"input {Number}";
        }

        text = DisplayText.Clean(redactor.Redact(text)).Trim();
        return $"input {Number}: {(text.Length > MaximumLength ? text.Substring(0, MaximumLength - 1) + "…" : text)}";
    }

    private string? FirstProperty()
    {
        if (Value.BaseObject is WalmartSession)
        {
            // The message starts with its name.
            return null;
        }

        var names = Value.BaseObject is IDictionary table
            ? table.Keys.Cast<object>().Select(k => k.ToString() ?? "")
            : Value.BaseObject is PSCustomObject ? Value.Properties.Select(p => p.Name) : [];
        foreach (var name in usedNames.Concat(names))
        {
            if (!RequestSecrets.IsSensitive(name) && !SessionTag.IsName(name) && Read(name) is { } value && ReadScalar(value) is { Length: > 0 } text)
            {
                return $"{name}={text}";
            }
        }

        return null;
    }

    // A script property may throw, or need the pipeline thread; the message does not need it.
    private object? Read(string name)
    {
        try
        {
            return InputTemplate.FindProperty(Value, name);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string? ReadScalar(object value) => value is PSObject { BaseObject: var inner } ? ReadScalar(inner)
        : value is string or ValueType or Uri or Version ? InputTemplate.ToInvariantString(value)
        : null;
}
