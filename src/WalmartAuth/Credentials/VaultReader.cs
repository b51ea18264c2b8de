using System.Collections;
using System.Management.Automation;

namespace WalmartAuth.Credentials;

/// <summary>Reads one secret, and the metadata stored with it.</summary>
internal static class VaultReader
{
    /// <summary>Reads a secret and makes a credential of it.</summary>
    /// <exception cref="WalmartException">What went wrong, each case with the command that helps.</exception>
    public static CredentialProfile Read(SecretReadContext context, string name, string? vault)
    {
        var label = vault is null ? $"secret '{name}'" : $"secret '{name}' of vault '{vault}'";
        object? secret;
        try
        {
            secret = VaultCommand.Run(context, "Get-Secret", ("Name", name), ("Vault", vault)).FirstOrDefault();
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            throw VaultErrors.Describe(context, (RuntimeException)e, name, vault, label);
        }

        var profile = SecretParser.Read(secret, label, context.Cmdlet.WriteWarning) with { Source = label, SecretName = name, Vault = vault };
        return Information(context, name, vault)?.Properties["Metadata"]?.Value is IDictionary metadata
            ? SecretParser.WithMetadata(profile, metadata, $"the metadata of {label}")
            : profile;
    }

    /// <summary>What SecretManagement lists of a secret, its vault and metadata among it; null where the vault lists nothing.</summary>
    internal static PSObject? Information(SecretReadContext context, string name, string? vault)
    {
        try
        {
            // -Name is a pattern here, and the same name may stand in several vaults: the first is the one Get-Secret took.
            return VaultCommand.Run(context, "Get-SecretInfo", ActionPreference.Ignore, ("Name", WildcardPattern.Escape(name)), ("Vault", vault))
                .FirstOrDefault(info => string.Equals(info.Properties["Name"]?.Value?.ToString(), name, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            // Many vault extensions keep no metadata, and the credential is there.
            context.Cmdlet.WriteVerbose($"The vault gives no metadata: {e.Message}");
            return null;
        }
    }
}
