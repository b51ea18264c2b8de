using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Commands;

/// <summary>
/// What -Session takes: sessions, names and wildcards. Names are looked up by the cmdlet, so that an unknown one is an error like
/// any other. A session that was written out and read back, as Start-Job and remoting do, is refused: it has no token.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Unwrap() is IList list ? list.Cast<object>().Select(One).ToArray() : One(inputData);

    internal const string DeserializedMessage = CommandMessages.SessionWasSerialized;

    /// <summary>True for what is left of a session that was written out and read back.</summary>
    internal static bool IsDeserialized(object? value) => value is PSObject copy && copy.TypeNames.Contains("Deserialized." + typeof(WalmartSession).FullName);

    private static object One(object? value) =>
        IsDeserialized(value) ? throw new ArgumentTransformationMetadataException(DeserializedMessage)
        : value.Unwrap() is WalmartSession or string { Length: > 0 } ? value.Unwrap()!
        // The cause makes PowerShell go on to the parameters that take such an object by its properties.
        : throw new ArgumentTransformationMetadataException(CommandMessages.SessionParameterTakes, new PSInvalidCastException());
}
