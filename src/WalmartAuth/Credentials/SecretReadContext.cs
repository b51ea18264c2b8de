using System.Management.Automation;

namespace WalmartAuth.Credentials;

/// <summary>The cmdlet on whose pipeline thread a secret is read.</summary>
/// <param name="Cmdlet">The cmdlet; its runspace is where the vault's commands run.</param>
/// <param name="Stopping">Cancelled when the pipeline is stopped.</param>
internal sealed record SecretReadContext(PSCmdlet Cmdlet, CancellationToken Stopping);
