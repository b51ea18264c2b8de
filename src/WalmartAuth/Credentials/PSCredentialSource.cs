using System.Management.Automation;

namespace WalmartAuth.Credentials;

/// <summary>A PSCredential that the caller passed.</summary>
internal sealed class PSCredentialSource : ICredentialSource
{
    private readonly PSCredential credential;

    public PSCredentialSource(PSCredential credential) => this.credential = credential;

    public bool CanReload => false;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        yield return SecretParser.FromCredential(credential, CredentialMessages.CredentialGiven) with { Source = "parameter -Credential" };
    }
}
