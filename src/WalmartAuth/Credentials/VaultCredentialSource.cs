namespace WalmartAuth.Credentials;

/// <summary>One or several secrets of a SecretManagement vault; several for the time of a rotation.</summary>
internal sealed class VaultCredentialSource : ICredentialSource
{
    private readonly string[] names;
    private readonly string? vault;

    public VaultCredentialSource(string[] names, string? vault)
    {
        this.names = names;
        this.vault = vault;
    }

    public bool CanReload => true;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        WalmartException? missing = null;
        var found = false;
        foreach (var name in names)
        {
            CredentialProfile profile;
            try
            {
                profile = VaultReader.Read(context, name, vault);
            }
            catch (WalmartException e) when (names.Length > 1 && e.ErrorId == WalmartErrorId.SecretNotFound)
            {
                // During a rotation one of the names may not be there yet, or not any more.
                missing ??= e;
                context.Cmdlet.WriteVerbose(e.Message);
                continue;
            }

            found = true;
            yield return profile;
        }

        if (!found)
        {
            throw missing!;
        }
    }
}
