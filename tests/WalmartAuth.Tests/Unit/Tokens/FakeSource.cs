using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A vault with the given secrets, each named after its position.</summary>
internal sealed class FakeSource(params string[] secrets) : ICredentialSource
{
    public string[] Secrets { get; set; } = secrets;

    public int Readings { get; private set; }

    public bool CanReload { get; set; } = true;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        Readings++;
        foreach (var (secret, index) in Secrets.Select((s, i) => (s, i)))
        {
            yield return new CredentialProfile(new ClientCredential("client-id-0123456789", new SecretText(secret))) { Source = $"secret {index}" };
        }
    }
}
