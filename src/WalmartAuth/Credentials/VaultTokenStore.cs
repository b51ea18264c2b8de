using System.Management.Automation;
using System.Security;
using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>Where processes share sealed access tokens. Used on the pipeline thread of a cmdlet only.</summary>
internal interface ISharedTokenStore
{
    /// <summary>The vault, for messages.</summary>
    string Vault { get; }

    /// <summary>The value stored under the name; null if there is none.</summary>
    /// <exception cref="WalmartException">The vault failed.</exception>
    string? Read(SecretReadContext context, string name);

    /// <summary>Stores the value and replaces any earlier one.</summary>
    /// <exception cref="WalmartException">The vault failed.</exception>
    void Write(SecretReadContext context, string name, string value);
}

/// <summary>A SecretManagement vault as the place where access tokens are shared (-TokenVault).</summary>
internal sealed class VaultTokenStore : ISharedTokenStore
{
    public VaultTokenStore(string vault) => Vault = vault;

    public string Vault { get; }

    public string? Read(SecretReadContext context, string name)
    {
        try
        {
            return VaultCommand.Run(context, "Get-Secret", ("Name", name), ("Vault", Vault)).FirstOrDefault()?.BaseObject switch
            {
                string text => text,
                SecureString secure => new SecretText(secure).Reveal(),
                _ => null,
            };
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            var failure = (RuntimeException)e;

            // SecretStore reports this too while another process replaces the secret.
            return VaultErrors.IsNotFound(failure) ? null : throw VaultErrors.Describe(context, failure, name, Vault, CredentialMessages.SecretOfVault(name, Vault));
        }
    }

    public void Write(SecretReadContext context, string name, string value)
    {
        try
        {
            VaultCommand.Run(context, "Set-Secret", ("Name", name), ("Secret", value), ("Vault", Vault));
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            throw new WalmartException(WalmartErrorId.VaultFailed, CredentialMessages.SecretCannotBeWritten(name, Vault, VaultErrors.Words((RuntimeException)e)), e, Vault);
        }
    }
}
