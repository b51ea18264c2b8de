using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Credentials;

/// <summary>The credential in the process's environment variables, as a CI system puts it there.</summary>
internal sealed class EnvironmentCredentialSource : ICredentialSource
{
    public const string SourceName = "environment variables";

    private const string Prefix = "WALMART_";

    public bool CanReload => true;

    public IEnumerable<CredentialProfile> Read(SecretReadContext context)
    {
        yield return Read(Environment.GetEnvironmentVariable);
    }

    /// <summary>Reads the variables through the function given.</summary>
    internal static CredentialProfile Read(Func<string, string?> variable)
    {
        string? Value(string name) => variable(Prefix + name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

        var missing = new[] { "CLIENT_ID", "CLIENT_SECRET" }.Where(n => Value(n) is null).Select(n => Prefix + n).ToArray();
        if (missing.Length > 0)
        {
            throw new WalmartException(
                WalmartErrorId.SecretNotFound,
                $"The environment variable{(missing.Length > 1 ? "s" : "")} {string.Join(" and ", missing)} {(missing.Length > 1 ? "are" : "is")} not set, or empty.",
                target: missing[0],
                recommendedAction: "Set WALMART_CLIENT_ID and WALMART_CLIENT_SECRET in the environment of this process; in CI, map them from the system's secrets in the step that runs this.");
        }

        const string where = "the environment variable WALMART_";
        return new CredentialProfile(new ClientCredential(Value("CLIENT_ID")!, new SecretText(Value("CLIENT_SECRET")!)))
        {
            Environment = ProfileValues.Parse<WalmartEnvironment>(Value("ENVIRONMENT"), where + "ENVIRONMENT"),
            Market = ProfileValues.Parse<WalmartMarket>(Value("MARKET"), where + "MARKET"),
            Program = ProfileValues.Parse<WalmartProgram>(Value("PROGRAM"), where + "PROGRAM"),
            ChannelType = ProfileValues.ParseChannel(Value("CHANNEL_TYPE"), where + "CHANNEL_TYPE"),
            PartnerId = Value("PARTNER_ID"),
            RefreshToken = Value("REFRESH_TOKEN") is { } refresh ? new SecretText(refresh) : null,
            Source = SourceName,
        };
    }
}
