using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Commands;

/// <summary>
/// What -Session accepts: sessions, names and wildcards. The cmdlet looks up names, so an unknown one is an error like
/// any other. A session that was serialized and deserialized, as in Start-Job and remoting, is refused: it has no token.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData.Unwrap() is IList list ? list.Cast<object>().Select(One).ToArray() : One(inputData);

    internal const string DeserializedMessage = CommandMessages.SessionWasSerialized;

    /// <summary>True for a deserialized session.</summary>
    internal static bool IsDeserialized(object? value) => value is PSObject copy && copy.TypeNames.Contains("Deserialized." + typeof(WalmartSession).FullName);

    private static object One(object? value) =>
        IsDeserialized(value) ? throw new ArgumentTransformationMetadataException(DeserializedMessage)
        : value.Unwrap() is WalmartSession or string { Length: > 0 } ? value.Unwrap()!
        // This exception makes PowerShell try the parameters that bind such an object by its properties.
        : throw new ArgumentTransformationMetadataException(CommandMessages.SessionParameterTakes, new PSInvalidCastException());
}
