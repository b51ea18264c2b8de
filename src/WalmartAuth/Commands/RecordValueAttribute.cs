using System.Collections;
using System.Management.Automation;
using WalmartAuth.Credentials;
using WalmartAuth.Common;

namespace WalmartAuth.Commands;

/// <summary>
/// A value that may come from a column of a record: an empty value counts as not specified, and an invalid one is an
/// error. Without this, PowerShell silently drops an invalid value of a column and uses the default.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordValueAttribute : ArgumentTransformationAttribute
{
    [ThreadStatic]
    private static int refusedCount;

    private readonly Type type;

    public RecordValueAttribute(Type type) => this.type = type;

    /// <summary>The number of values that were refused on this thread. A command never sees the record of such a value.</summary>
    public static int RefusedCount => refusedCount;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Unwrap() switch
    {
        null => null!,
        string text when string.IsNullOrWhiteSpace(text) => null!,
        string text when type == typeof(string) => text,
        string text => Parse(text.Trim()) ?? throw Refused(text),
        var value when type.IsInstanceOfType(value) => value,
        var value when type == typeof(string) => LanguagePrimitives.ConvertTo<string>(value),
        var value => throw Refused(value),
    };

    private object? Parse(string text) =>
        type.IsEnum ? Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse(type, text, ignoreCase: true) : null
        : type == typeof(Guid) ? Guid.TryParse(text, out var guid) ? guid : null
        : type == typeof(Uri) && ProfileValues.IsWebAddress(text, out var address) ? address
        : null;

    private ArgumentTransformationMetadataException Refused(object value)
    {
        refusedCount++;
        return new(
            type.IsEnum ? CommandMessages.IsNotOneOf(value, string.Join(", ", Enum.GetNames(type)))
            : type == typeof(Uri) ? CommandMessages.IsNotWebAddress(value)
            : type == typeof(IDictionary) ? CommandMessages.IsNotTable
            : CommandMessages.IsNot(value, type.Name));
    }
}
