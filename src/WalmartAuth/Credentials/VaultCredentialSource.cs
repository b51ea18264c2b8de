using System.Collections;

namespace WalmartAuth.Credentials;

/// <summary>One or several secrets of a SecretManagement vault; several during a rotation.</summary>
internal sealed class VaultCredentialSource : ICredentialSource
{
    private readonly SecretLocation[] secrets;

    /// <param name="names">The secrets, in the order in which they are tried.</param>
    /// <param name="vault">The vault; null to search all of them.</param>
    /// <param name="metadata">The metadata of a piped record; null to read it from the vault.</param>
    public VaultCredentialSource(string[] names, string? vault, IDictionary? metadata = null) =>
        secrets = [.. names.Select(name => new SecretLocation(name, vault, metadata))];

    public bool CanReload => true;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        WalmartException? missing = null;
        var found = false;
        foreach (var secret in secrets)
        {
            CredentialProfile profile;
            try
            {
                profile = VaultReader.Read(context, secret);
            }
            catch (WalmartException e) when (secrets.Length > 1 && e.ErrorId == WalmartErrorId.SecretNotFound)
            {
                // During a rotation, one of the names may not exist yet, or may no longer exist.
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
