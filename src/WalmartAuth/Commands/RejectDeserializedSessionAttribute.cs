using System.Management.Automation;

namespace WalmartAuth.Commands;

/// <summary>Refuses a session that was written out and read back, as Start-Job and remoting do: what arrives is a picture without its token.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RejectDeserializedSessionAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject copy && copy.TypeNames.Contains("Deserialized." + typeof(WalmartSession).FullName)
            ? throw new ArgumentTransformationMetadataException("This WalmartSession was serialized on its way into another process (Start-Job, remoting, Export-Clixml), and a session never leaves its process with its token. Run Connect-Walmart there, with -SecretName or -FromEnvironment; or use Start-ThreadJob or ForEach-Object -Parallel, which stay in this process.")
            : inputData;
}
