namespace WalmartAuth.Credentials;

/// <summary>Where a credential comes from.</summary>
internal interface ICredentialSource
{
    /// <summary>True if reading again may return something else: for a vault or the environment, but not for an object that was passed in.</summary>
    bool CanReload { get; }

    /// <summary>
    /// The credentials to try, in order. Each is read when it is requested, on the pipeline thread of the cmdlet,
    /// because a vault can only be read there.
    /// </summary>
    IEnumerable<CredentialProfile> Read(SecretReadContext context);
}
