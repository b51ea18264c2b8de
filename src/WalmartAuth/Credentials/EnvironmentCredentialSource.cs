using System.Text.RegularExpressions;
using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Credentials;

/// <summary>
/// The credential in the environment variables of the process, as set by a CI system; or an access token, for a step without
/// the secret.
/// </summary>
internal sealed class EnvironmentCredentialSource : ICredentialSource
{
    public const string SourceName = "environment variables";
    public const string DefaultPrefix = "WALMART";
    private const string ClientId = "CLIENT_ID";
    private const string ClientSecret = "CLIENT_SECRET";
    private const string AccessToken = "ACCESS_TOKEN";

    private readonly string prefix;

    /// <param name="prefix">The prefix of the variable names, without the underscore.</param>
    /// <exception cref="WalmartException">InvalidArgument: the prefix is not a valid name, or belongs to another product.</exception>
    public EnvironmentCredentialSource(string prefix = DefaultPrefix)
    {
        if (!Regex.IsMatch(prefix, @"^[A-Za-z][A-Za-z0-9_]*(?<!_)\z"))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CredentialMessages.PrefixIsNotName(prefix), target: prefix, recommendedAction: CredentialMessages.UsePrefixSuchAs);
        }

        if (string.Equals(prefix, "AZURE", StringComparison.OrdinalIgnoreCase))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CredentialMessages.PrefixAzureIsRefused, target: prefix, recommendedAction: CredentialMessages.UseOtherPrefix);
        }

        this.prefix = prefix;
    }

    public bool CanReload => true;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        yield return Read(Environment.GetEnvironmentVariable);
    }

    /// <summary>Reads the variables through the function.</summary>
    internal CredentialProfile Read(Func<string, string?> variable)
    {
        var (id, secret, token) = (Value(ClientId), Value(ClientSecret), Value(AccessToken));
        var usesToken = token is not null && secret is null;
        if (!usesToken && (id is null || secret is null))
        {
            throw Missing(id is null, secret is null);
        }

        return new CredentialProfile(usesToken ? ClientCredential.None : new ClientCredential(id!, new SecretText(secret!)))
        {
            Token = usesToken ? new SuppliedToken(new SecretText(token!), ProfileValues.ParseTime(Value("ACCESS_TOKEN_EXPIRES_ON"), Label("ACCESS_TOKEN_EXPIRES_ON"))) : null,
            Environment = ProfileValues.Parse<WalmartEnvironment>(Value("ENVIRONMENT"), Label("ENVIRONMENT")),
            Market = ProfileValues.Parse<WalmartMarket>(Value("MARKET"), Label("MARKET")),
            Program = ProfileValues.Parse<WalmartProgram>(Value("PROGRAM"), Label("PROGRAM")),
            ChannelType = ProfileValues.ParseChannel(Value("CHANNEL_TYPE"), Label("CHANNEL_TYPE")),
            PartnerId = Value("PARTNER_ID"),
            RefreshToken = !usesToken && Value("REFRESH_TOKEN") is { } refresh ? new SecretText(refresh) : null,
            BaseUri = ProfileValues.ParseUri(Value("BASE_URI"), Label("BASE_URI")),
            RequiresTrustedHost = true,
            Proxy = ProfileValues.ParseUri(Value("PROXY"), Label("PROXY")),
            TokenVault = Value("TOKEN_VAULT"),
            Source = usesToken ? $"environment variable {prefix}_{AccessToken}" : prefix == DefaultPrefix ? SourceName : $"{SourceName} {prefix}_…",
        };

        string? Value(string name) => variable($"{prefix}_{name}") is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    private string Label(string name) => CredentialMessages.EnvironmentVariable(prefix, name);

    private WalmartException Missing(bool withoutId, bool withoutSecret)
    {
        string[] missing = [.. withoutId ? [$"{prefix}_{ClientId}"] : Array.Empty<string>(), .. withoutSecret ? [$"{prefix}_{ClientSecret}"] : Array.Empty<string>()];
        return new WalmartException(
            WalmartErrorId.SecretNotFound,
            CredentialMessages.VariablesNotSet(missing.Length, string.Join(" and ", missing)),
            target: missing[0],
            recommendedAction: CredentialMessages.SetVariables(prefix, ClientId, ClientSecret, AccessToken));
    }
}
