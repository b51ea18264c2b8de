using System.Globalization;
using System.Management.Automation.Runspaces;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth;

/// <summary>
/// A connection to one of Walmart's gateways with one credential. Safe from any thread and in any runspace of this
/// process. It shows nothing secret, whatever prints or serializes it.
/// </summary>
public sealed class WalmartSession
{
    private readonly ITokenProvider tokens;
    private readonly SessionCounters counters;
    private int disconnected;

    internal WalmartSession(Gateway gateway, ITokenProvider tokens, ConnectionSettings settings, SessionCounters counters, ModuleContext runtime)
    {
        Gateway = gateway;
        Settings = settings;
        this.tokens = tokens;
        this.counters = counters;
        Clock = runtime.Clock;
        ConnectedOn = runtime.Clock.UtcNow;
        Client = new ApiClient(gateway, new RequestSender(runtime.Handlers.Get(settings.Proxy), gateway, runtime.Clock), runtime.Clock, counters);
        TokenDetail = new TokenDetailClient(Client, runtime.Clock);
    }

    /// <summary>The name by which -Session finds it: what -SessionName says, else the name of the secret or of what the credential came from.</summary>
    public string Name => Gateway.SessionName;

    /// <summary>True when cmdlets of this runspace use it which are given none.</summary>
    public bool IsDefault => Runspace.DefaultRunspace is not null && RunspaceSessions.Current.Default == this;

    /// <summary>Walmart's program.</summary>
    public WalmartProgram Program => Gateway.Program;

    /// <summary>The environment; its credentials and host are its own.</summary>
    public WalmartEnvironment Environment => Gateway.Environment;

    /// <summary>The market that calls are for.</summary>
    public WalmartMarket Market => Gateway.Market;

    /// <summary>The address that calls go to.</summary>
    public Uri BaseAddress => Gateway.BaseAddress;

    /// <summary>Where the credential came from, in words.</summary>
    public string CredentialSource => tokens.Source;

    /// <summary>The last four characters of the client id, all that is shown of it; null for an access token, and where the id does not look like one.</summary>
    public string? ClientId => tokens.ClientIdSuffix;

    /// <summary>The seller a solution provider acts for; null for the caller's own seller account.</summary>
    public string? PartnerId => Gateway.PartnerId;

    /// <summary>When the session was made (UTC).</summary>
    public DateTimeOffset ConnectedOn { get; }

    /// <summary>When the token that is kept now ends (UTC); null where there is none, or its end is not known.</summary>
    public DateTimeOffset? TokenExpiresOn => IsConnected && tokens.Current?.Remaining(Clock.Monotonic) is { } left ? Clock.UtcAfter(left) : null;

    /// <summary>The time until the token expires, as text such as 14m 32s; "expired", or "closed" for a disconnected session. Null where it is not known.</summary>
    public string? TokenLeft => !IsConnected ? "closed"
        : tokens.Current?.Remaining(Clock.Monotonic) is not { } left ? null
        : left < TimeSpan.Zero ? "expired"
        : string.Format(CultureInfo.InvariantCulture, "{0:0}m {1:00}s", Math.Floor(left.TotalMinutes), left.Seconds);

    /// <summary>Where the token in use comes from; null where there is none.</summary>
    public WalmartTokenSource? TokenSource => !IsConnected || tokens.Current is not { } token ? null
        : token.IsShared ? WalmartTokenSource.Shared
        : token.IssuedOn is null ? WalmartTokenSource.Supplied
        : WalmartTokenSource.Requested;

    /// <summary>The vault through which processes share the token; null where it is not shared.</summary>
    public string? TokenVault => tokens.Sharing?.Vault;

    /// <summary>False once the session was disconnected.</summary>
    public bool IsConnected => Volatile.Read(ref disconnected) == 0;

    /// <summary>How often this session asked for a token, background renewals included.</summary>
    public long TokenRequests => counters.TokenRequests;

    /// <summary>How many of <see cref="TokenRequests"/> were renewals while the old token was still good.</summary>
    public long BackgroundRenewals => counters.BackgroundRenewals;

    /// <summary>How often a token was there already.</summary>
    public long CacheHits => counters.CacheHits;

    /// <summary>How often a token of another process was taken from the vault.</summary>
    public long SharedTokenHits => counters.SharedTokenHits;

    /// <summary>How many API calls were made, each counted once however often it was sent.</summary>
    public long ApiCalls => counters.ApiCalls;

    /// <summary>How many calls were retried.</summary>
    public long Retries => counters.Retries;

    /// <summary>What Walmart's answers said about the end of the endpoints that this session called, a sentence each: since when deprecated, until when answered, and the successor.</summary>
    public IReadOnlyList<string> Deprecations => Client.Deprecations;

    /// <summary>How often a call waited because an endpoint's request limit was used up.</summary>
    public long ThrottleWaits => counters.ThrottleWaits;

    internal Gateway Gateway { get; }

    internal ConnectionSettings Settings { get; }

    internal ITokenProvider Tokens => IsConnected ? tokens : throw Disconnected();

    internal TokenSharing? Sharing => IsConnected ? tokens.Sharing : null;

    internal ApiClient Client { get; }

    internal IClock Clock { get; }

    private TokenDetailClient TokenDetail { get; }

    /// <summary>The name; nothing secret.</summary>
    public override string ToString() => Name;

    /// <summary>Sends a call with the session's token.</summary>
    /// <param name="request">The call.</param>
    /// <param name="output">Where the call reports its progress.</param>
    /// <param name="vault">Where a credential that Walmart no longer accepts can be read again.</param>
    /// <param name="cancellation">Stops the call.</param>
    internal Task<ApiResponse> SendAsync(ApiRequest request, ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation)
    {
        counters.CountApiCall();
        return Client.SendAsync(request, new TokenAuthorizer(tokens, vault), new CallBudget(request.Retry, request.Timeout, Clock, output), cancellation);
    }

    /// <summary>Gets a token outside of any call.</summary>
    internal Task<AccessToken> GetTokenAsync(TokenRequestMode mode, ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation) =>
        Tokens.GetAsync(mode, null, new CallBudget(TokenClient.Foreground, Settings.Timeout, Clock, output), vault, cancellation);

    /// <summary>Adds to a rejected token or a missing scope what token detail says of the token.</summary>
    internal Task<WalmartApiException> ExplainAsync(WalmartApiException error, ICmdletOutput output, CancellationToken cancellation) =>
        tokens.Current is { } token ? TokenDetail.ExplainAsync(error, token, output, cancellation) : Task.FromResult(error);

    /// <summary>Asks token detail about the session's token.</summary>
    internal Task<TokenDetail> GetTokenDetailAsync(ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation) =>
        TokenDetail.GetAsync(new TokenAuthorizer(Tokens, vault), new CallBudget(new RetryPolicy(), Settings.Timeout, Clock, output), cancellation);

    /// <summary>Forgets the token, and clears the secrets of the credential. Other sessions with the same credential keep theirs.</summary>
    internal void Disconnect()
    {
        if (Interlocked.Exchange(ref disconnected, 1) == 0)
        {
            tokens.Dispose();
            Settings.RefreshToken?.Dispose();
            Settings.AuthorizationCode?.Dispose();
        }
    }

    /// <summary>Takes the session's token out of a text: a pipeline object may hold it.</summary>
    internal SecretRedactor CreateRedactor()
    {
        try
        {
            return IsConnected && tokens.Current is { } token ? new SecretRedactor(token.Value.Reveal()) : SecretRedactor.Empty;
        }
        catch (ObjectDisposedException)
        {
            // Disconnected meanwhile.
            return SecretRedactor.Empty;
        }
    }

    internal void EnsureConnected()
    {
        if (!IsConnected)
        {
            throw Disconnected();
        }
    }

    internal static WalmartException Disconnected() => new(WalmartErrorId.NotConnected, SessionMessages.SessionWasDisconnected);
}
