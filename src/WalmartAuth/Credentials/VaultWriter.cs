using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>Writes to a vault, only if the user requested it (-SaveRefreshToken).</summary>
internal static class VaultWriter
{
    /// <summary>Writes a refresh token to the secret that the profile came from, and leaves everything else in it unchanged.</summary>
    /// <param name="context">The cmdlet on whose thread the vault is written.</param>
    /// <param name="profile">A profile that came from a vault.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <param name="partnerId">The seller it belongs to. Stored too if the secret has no seller or another one, because the token is useless for any other seller.</param>
    /// <exception cref="RuntimeException">The vault's error.</exception>
    public static void SaveRefreshToken(SecretReadContext context, CredentialProfile profile, SecretText refreshToken, string? partnerId)
    {
        var information = VaultReader.Information(context, profile.SecretName!, profile.Vault);

        // Set-Secret without -Vault writes to the default vault, which may not be the one that was read.
        var vault = profile.Vault ?? information?.Properties["VaultName"]?.Value?.ToString();
        var secret = VaultCommand.Run(context, "Get-Secret", ("Name", profile.SecretName), ("Vault", vault)).FirstOrDefault()?.BaseObject;
        var table = Table(secret);
        table[SecretParser.RefreshToken] = refreshToken.ToSecureString();
        if (partnerId is not null && profile.PartnerId != partnerId)
        {
            table[SecretParser.PartnerId] = partnerId;
        }

        // Set-Secret removes metadata that is not passed, and a vault without metadata support refuses the parameter.
        var metadata = information?.Properties["Metadata"]?.Value is IDictionary { Count: > 0 } kept ? new Hashtable(kept) : null;
        VaultCommand.Run(context, "Set-Secret", ("Name", profile.SecretName), ("Secret", table), ("Vault", vault), ("Metadata", metadata));
    }

    private static Hashtable Table(object? secret)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        if (secret is PSCredential credential)
        {
            // A PSCredential has no room for a third value.
            table[SecretParser.ClientId] = credential.UserName;
            table[SecretParser.ClientSecret] = credential.Password;
        }

        foreach (DictionaryEntry entry in secret as IDictionary ?? new Hashtable())
        {
            table[entry.Key] = entry.Value;
        }

        return table;
    }
}
