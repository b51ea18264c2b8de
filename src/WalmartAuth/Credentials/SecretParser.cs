using System.Collections;
using System.Management.Automation;
using System.Security;
using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Credentials;

/// <summary>Turns the content of a secret into a credential, or into an error that shows how to store it correctly.</summary>
internal static class SecretParser
{
    public const string ClientId = "ClientId";
    public const string ClientSecret = "ClientSecret";
    public const string RefreshToken = "RefreshToken";
    public const string PartnerId = "PartnerId";

    private static readonly string[] KnownKeys = [ClientId, ClientSecret, "Environment", "Market", "Program", "ChannelType", PartnerId, RefreshToken, "BaseUri", "Proxy", "ProxySecretName", "TokenVault"];

    /// <summary>The credential in a secret: a PSCredential, or a hashtable with ClientId and ClientSecret.</summary>
    /// <param name="secret">The content of the secret.</param>
    /// <param name="name">The secret as text, for messages.</param>
    /// <param name="warn">Called for unknown keys.</param>
    public static CredentialProfile Read(object? secret, string name, Action<string> warn) => (secret is PSObject wrapped ? wrapped.BaseObject : secret) switch
    {
        PSCredential credential => FromCredential(credential, name),
        IDictionary table => FromTable(table, name, warn),
        string => throw Refused(name, CredentialMessages.IsPlainString),
        SecureString => throw Refused(name, CredentialMessages.IsSecureString),
        byte[] => throw Refused(name, CredentialMessages.IsByteArray),
        null => throw Refused(name, "is empty"),
        var other => throw Refused(name, $"is a {other.GetType().Name}"),
    };

    /// <summary>The user name and password of a PSCredential are the client id and client secret.</summary>
    public static CredentialProfile FromCredential(PSCredential credential, string name) =>
        string.IsNullOrWhiteSpace(credential.UserName) ? throw Refused(name, CredentialMessages.HasNoUserName)
        : credential.Password is null || IsBlank(credential.Password) ? throw Refused(name, CredentialMessages.HasNoPassword)
        : new CredentialProfile(new ClientCredential(credential.UserName, new SecretText(credential.Password)));

    /// <summary>The non-secret keys of a profile, read from a table; keys are not case-sensitive.</summary>
    public static CredentialProfile WithMetadata(CredentialProfile profile, IDictionary metadata, string name) => profile with
    {
        Environment = profile.Environment ?? ProfileValues.Parse<WalmartEnvironment>(Text(metadata, "Environment"), $"Environment of {name}"),
        Market = profile.Market ?? ProfileValues.Parse<WalmartMarket>(Text(metadata, "Market"), $"Market of {name}"),
        Program = profile.Program ?? ProfileValues.Parse<WalmartProgram>(Text(metadata, "Program"), $"Program of {name}"),
        ChannelType = profile.ChannelType ?? ProfileValues.ParseChannel(Text(metadata, "ChannelType"), $"ChannelType of {name}"),
        PartnerId = profile.PartnerId ?? Text(metadata, PartnerId),
        BaseUri = profile.BaseUri ?? ProfileValues.ParseUri(Text(metadata, "BaseUri"), $"BaseUri of {name}"),
        Proxy = profile.Proxy ?? ProfileValues.ParseUri(Text(metadata, "Proxy"), $"Proxy of {name}"),
        ProxySecretName = profile.ProxySecretName ?? Text(metadata, "ProxySecretName"),
        TokenVault = profile.TokenVault ?? Text(metadata, "TokenVault"),
    };

    private static CredentialProfile FromTable(IDictionary table, string name, Action<string> warn)
    {
        var missing = new[] { ClientId, ClientSecret }.Where(key => Find(table, key) is null).ToArray();
        if (missing.Length > 0)
        {
            throw Refused(name, CredentialMessages.IsHashtableWithout(string.Join(" and ", missing)));
        }

        var unknown = table.Keys.Cast<object>().Select(k => k.ToString()!).Where(k => !KnownKeys.Contains(k, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (unknown.Length > 0)
        {
            warn(CredentialMessages.HasUnknownKeys(name, string.Join(", ", unknown), string.Join(", ", KnownKeys)));
        }

        if (Find(table, ClientId) is var id and not (string or SecureString))
        {
            throw Refused(name, CredentialMessages.HasKeyOfType(ClientId, id!.GetType().Name));
        }

        var credential = new ClientCredential(Text(table, ClientId)!, Secret(table, ClientSecret, name)!);
        return WithMetadata(new CredentialProfile(credential) { RefreshToken = Secret(table, RefreshToken, name) }, table, name);
    }

    private static object? Find(IDictionary table, string key)
    {
        foreach (DictionaryEntry entry in table)
        {
            if (string.Equals(entry.Key?.ToString(), key, StringComparison.OrdinalIgnoreCase))
            {
                var value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
                return IsBlank(value) ? null : value;
            }
        }

        return null;
    }

    private static bool IsBlank(object? value) => value switch
    {
        string text => string.IsNullOrWhiteSpace(text),
        SecureString secure => string.IsNullOrWhiteSpace(new SecretText(secure).Reveal()),
        _ => false,
    };

    // SecretManagement returns the strings of a hashtable as SecureStrings, and metadata as plain strings.
    private static string? Text(IDictionary table, string key) => Find(table, key) switch
    {
        null => null,
        SecureString secure => new SecretText(secure).Reveal(),
        var value => value.ToString(),
    };

    private static SecretText? Secret(IDictionary table, string key, string name) => Find(table, key) switch
    {
        null => null,
        string text => new SecretText(text),
        SecureString secure => new SecretText(secure),
        PSCredential credential => new SecretText(credential.Password),
        var value => throw Refused(name, CredentialMessages.HasKeyOfType(key, value.GetType().Name)),
    };

    private static WalmartException Refused(string name, string why) =>
        new(WalmartErrorId.SecretShapeNotSupported, CredentialMessages.SecretIsNotCredential(name, why), target: name);
}
