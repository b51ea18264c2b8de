using System.Collections;

namespace WalmartAuth.Credentials;

/// <summary>Where a secret is and what is stored beside it, as far as it is known; what was found out once is not asked for again.</summary>
internal sealed class SecretLocation
{
    private readonly string? askedVault;
    private readonly IDictionary? askedMetadata;

    public SecretLocation(string name, string? vault, IDictionary? metadata = null)
    {
        Name = name;
        askedVault = Vault = vault;
        askedMetadata = Metadata = metadata;
    }

    public string Name { get; }

    /// <summary>The vault that was asked for or found; null where it is not known.</summary>
    public string? Vault { get; set; }

    /// <summary>The metadata that came with a record or was found; null where it was not asked for yet.</summary>
    public IDictionary? Metadata { get; set; }

    /// <summary>The secret in words, as it was asked for.</summary>
    public string Label => askedVault is null ? $"secret '{Name}'" : CredentialMessages.SecretOfVault(Name, askedVault);

    /// <summary>Forgets what was found. True where there was anything to forget.</summary>
    public bool Forget()
    {
        var isFound = Vault != askedVault;
        Vault = askedVault;
        Metadata = askedMetadata;
        return isFound;
    }
}
