using System.Text;
using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>A client id and its secret.</summary>
internal sealed class ClientCredential
{
    /// <summary>No credential: for a supplied token.</summary>
    public static ClientCredential None => new("", new SecretText(""));

    public ClientCredential(string clientId, SecretText secret)
    {
        ClientId = clientId;
        Secret = secret;
    }

    public string ClientId { get; }

    public SecretText Secret { get; }

    /// <summary>
    /// The last four characters of the client id: enough to recognize it, and all that is ever shown. Null if it is not a GUID,
    /// as Walmart's client ids are: it may be the secret in the wrong place.
    /// </summary>
    public string? ClientIdSuffix => Guid.TryParse(ClientId, out _) ? "…" + ClientId.Substring(ClientId.Length - 4) : null;

    /// <summary>The value of the token call's Basic header: UTF-8, no line break (contract §2).</summary>
    public string ToBasic() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Secret.Reveal()}"));

    /// <summary>The same id and secret, to be cleared separately.</summary>
    public ClientCredential Copy() => new(ClientId, new SecretText(Secret.Reveal()));

    /// <summary>True for the same id and the same secret.</summary>
    public bool SameAs(ClientCredential other) => ClientId == other.ClientId && Secret.SameAs(other.Secret);

    public override string ToString() => ClientIdSuffix ?? "***";
}
