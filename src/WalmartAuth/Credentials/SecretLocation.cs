using System.Collections;

namespace WalmartAuth.Credentials;

/// <summary>Where a secret is and its metadata, as far as known; what has been looked up once is not looked up again.</summary>
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

    /// <summary>The vault that was specified or found; null if not known.</summary>
    public string? Vault { get; set; }

    /// <summary>The metadata that came with a record or was found; null if it has not been read yet.</summary>
    public IDictionary? Metadata { get; set; }

    /// <summary>The secret as text, as it was requested.</summary>
    public string Label => askedVault is null ? $"secret '{Name}'" : CredentialMessages.SecretOfVault(Name, askedVault);

    /// <summary>Forgets what was found. True if there was anything to forget.</summary>
    public bool Forget()
    {
        var isFound = Vault != askedVault;
        Vault = askedVault;
        Metadata = askedMetadata;
        return isFound;
    }
}
