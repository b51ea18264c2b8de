using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Credentials;

/// <summary>A credential and what was stored beside it. What is null was not stored.</summary>
internal sealed record CredentialProfile(ClientCredential Credential)
{
    public WalmartEnvironment? Environment { get; init; }

    public WalmartMarket? Market { get; init; }

    public WalmartProgram? Program { get; init; }

    public string? ChannelType { get; init; }

    public string? PartnerId { get; init; }

    public SecretText? RefreshToken { get; init; }

    /// <summary>Where it came from, in words: "secret 'Walmart' of vault 'Local'".</summary>
    public string Source { get; init; } = "";

    /// <summary>The name of the secret it came from; null where it did not come from a vault.</summary>
    public string? SecretName { get; init; }

    /// <summary>The vault it came from, where one was named.</summary>
    public string? Vault { get; init; }

    public override string ToString() => Source;
}
