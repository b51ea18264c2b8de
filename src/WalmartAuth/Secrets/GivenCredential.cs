using System.Management.Automation;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Secrets;

/// <summary>A PSCredential that the caller handed over.</summary>
internal sealed class GivenCredential : ICredentialSource
{
    private readonly PSCredential credential;

    public GivenCredential(PSCredential credential) => this.credential = credential;

    public bool CanReload => false;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        yield return SecretShape.FromCredential(credential, "the credential given") with { Source = "parameter -Credential" };
    }
}
