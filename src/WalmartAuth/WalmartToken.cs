using System.Security;
using WalmartAuth.Common;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth;

/// <summary>
/// An access token as shown to the user. The token itself is a SecureString, and Export-Clixml omits it,
/// because outside Windows a SecureString in a file is not encrypted.
/// </summary>
public sealed class WalmartToken
{
    internal WalmartToken(AccessToken token, WalmartSession session, TokenDetail? detail)
    {
        Token = token.Value.ToSecureString();
        RefreshToken = session.Tokens.RefreshToken?.ToSecureString();
        Remaining = token.Remaining(session.Clock.Monotonic);
        IssuedOn = token.IssuedOn;
        ExpiresOn = Remaining is { } left ? session.Clock.UtcAfter(left) : null;
        Program = session.Program;
        Environment = session.Environment;
        Market = session.Market;
        Scopes = detail?.Scopes;
        IsValid = detail?.IsValid;
        IsChannelMatch = detail?.IsChannelMatch;
    }

    /// <summary>The token.</summary>
    public SecureString Token { get; }

    /// <summary>The refresh token that a solution provider's session uses now, so that it can be stored; null for every other session.</summary>
    public SecureString? RefreshToken { get; }

    /// <summary>When it was issued (UTC); null for a token supplied with -AccessToken.</summary>
    public DateTimeOffset? IssuedOn { get; }

    /// <summary>When it expires (UTC); null if not known.</summary>
    public DateTimeOffset? ExpiresOn { get; }

    /// <summary>Its remaining lifetime when this object was created.</summary>
    public TimeSpan? Remaining { get; }

    /// <summary>The program it is for.</summary>
    public WalmartProgram Program { get; }

    /// <summary>The environment it is for.</summary>
    public WalmartEnvironment Environment { get; }

    /// <summary>The market it is for.</summary>
    public WalmartMarket Market { get; }

    /// <summary>With -Detail: the level of each scope, for example orders = full_access (contract §3).</summary>
    public IReadOnlyDictionary<string, string>? Scopes { get; }

    /// <summary>With -Detail: whether the token is valid according to Walmart.</summary>
    public bool? IsValid { get; }

    /// <summary>With -Detail: whether the channel type belongs to the credential; null if Walmart does not say.</summary>
    public bool? IsChannelMatch { get; }

    /// <summary>Its purpose; never the token.</summary>
    public override string ToString() => $"{Program} {Environment} {Market} token";
}
