using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>Writes to a vault, which only happens when the user asked for it (-SaveRefreshToken).</summary>
internal static class VaultWriter
{
    /// <summary>Puts a refresh token into the secret that the profile came from, and leaves all else in it as it is.</summary>
    /// <param name="context">The cmdlet on whose thread the vault is written.</param>
    /// <param name="profile">A profile that came from a vault.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <param name="partnerId">The seller it stands for; stored too where nothing says so yet, or another one stands there, because the token is of no use with any other.</param>
    /// <exception cref="RuntimeException">What the vault failed with.</exception>
    public static void SaveRefreshToken(SecretReadContext context, CredentialProfile profile, SecretText refreshToken, string? partnerId)
    {
        var information = VaultReader.Information(context, profile.SecretName!, profile.Vault);

        // Set-Secret without -Vault writes to the default vault, which need not be the one that was read.
        var vault = profile.Vault ?? information?.Properties["VaultName"]?.Value?.ToString();
        var secret = VaultCommand.Run(context, "Get-Secret", ("Name", profile.SecretName), ("Vault", vault)).FirstOrDefault()?.BaseObject;
        var table = Table(secret);
        table[SecretParser.RefreshToken] = refreshToken.ToSecureString();
        if (partnerId is not null && profile.PartnerId != partnerId)
        {
            table[SecretParser.PartnerId] = partnerId;
        }

        // Set-Secret drops the metadata it is not given, and a vault that keeps none refuses the parameter.
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
