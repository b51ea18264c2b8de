namespace WalmartAuth.Credentials;

/// <summary>Where a credential comes from.</summary>
internal interface ICredentialSource
{
    /// <summary>True when reading again may give something else: a vault or the environment, not an object that was handed over.</summary>
    bool CanReload { get; }

    /// <summary>
    /// The credentials to try, in order; each is read when it is asked for, on the pipeline thread of the cmdlet,
    /// because a vault can be read from no other.
    /// </summary>
    IEnumerable<CredentialProfile> Read(SecretReadContext context);
}
