using System.Globalization;
using System.Management.Automation.Runspaces;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth;

/// <summary>
/// A connection to one of Walmart's gateways with one credential. Thread-safe, and usable in any runspace of this
/// process. It never shows a secret, no matter how it is printed or serialized.
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

    /// <summary>The name for -Session: the value of -SessionName, or else the name of the secret or of the source of the credential.</summary>
    public string Name => Gateway.SessionName;

    /// <summary>True if cmdlets of this runspace use it when no session is specified.</summary>
    public bool IsDefault => Runspace.DefaultRunspace is not null && RunspaceSessions.Current.Default == this;

    /// <summary>Walmart's program.</summary>
    public WalmartProgram Program => Gateway.Program;

    /// <summary>The environment, which has its own credentials and host.</summary>
    public WalmartEnvironment Environment => Gateway.Environment;

    /// <summary>The market of the calls.</summary>
    public WalmartMarket Market => Gateway.Market;

    /// <summary>The address of the calls.</summary>
    public Uri BaseAddress => Gateway.BaseAddress;

    /// <summary>The source of the credential, as text.</summary>
    public string CredentialSource => tokens.Source;

    /// <summary>The last four characters of the client id, the only part that is shown; null for an access token, or if the id does not look like one.</summary>
    public string? ClientId => tokens.ClientIdSuffix;

    /// <summary>The seller a solution provider acts for; null for the caller's own seller account.</summary>
    public string? PartnerId => Gateway.PartnerId;

    /// <summary>When the session was connected (UTC).</summary>
    public DateTimeOffset ConnectedOn { get; }

    /// <summary>When the cached token expires (UTC); null if there is none, or if this is not known.</summary>
    public DateTimeOffset? TokenExpiresOn => IsConnected && tokens.Current?.Remaining(Clock.Monotonic) is { } left ? Clock.UtcAfter(left) : null;

    /// <summary>The time until the token expires, as text such as 14m 32s; "expired", or "closed" for a disconnected session. Null if not known.</summary>
    public string? TokenLeft => !IsConnected ? "closed"
        : tokens.Current?.Remaining(Clock.Monotonic) is not { } left ? null
        : left < TimeSpan.Zero ? "expired"
        : string.Format(CultureInfo.InvariantCulture, "{0:0}m {1:00}s", Math.Floor(left.TotalMinutes), left.Seconds);

    /// <summary>The source of the token in use; null if there is none.</summary>
    public WalmartTokenSource? TokenSource => !IsConnected || tokens.Current is not { } token ? null
        : token.IsShared ? WalmartTokenSource.Shared
        : token.IssuedOn is null ? WalmartTokenSource.Supplied
        : WalmartTokenSource.Requested;

    /// <summary>The vault through which processes share the token; null if it is not shared.</summary>
    public string? TokenVault => tokens.Sharing?.Vault;

    /// <summary>False once the session was disconnected.</summary>
    public bool IsConnected => Volatile.Read(ref disconnected) == 0;

    /// <summary>The number of token requests of this session, including background renewals.</summary>
    public long TokenRequests => counters.TokenRequests;

    /// <summary>How many of <see cref="TokenRequests"/> were renewals while the old token was still valid.</summary>
    public long BackgroundRenewals => counters.BackgroundRenewals;

    /// <summary>The number of times a cached token was used.</summary>
    public long CacheHits => counters.CacheHits;

    /// <summary>The number of times a token of another process was read from the vault.</summary>
    public long SharedTokenHits => counters.SharedTokenHits;

    /// <summary>The number of API calls, each counted once regardless of retries.</summary>
    public long ApiCalls => counters.ApiCalls;

    /// <summary>The number of retries.</summary>
    public long Retries => counters.Retries;

    /// <summary>The deprecation notices for the endpoints that this session called, one sentence each: since when deprecated, until when available, and the successor.</summary>
    public IReadOnlyList<string> Deprecations => Client.Deprecations;

    /// <summary>The number of times a call waited because a request limit was used up.</summary>
    public long ThrottleWaits => counters.ThrottleWaits;

    internal Gateway Gateway { get; }

    internal ConnectionSettings Settings { get; }

    internal ITokenProvider Tokens => IsConnected ? tokens : throw Disconnected();

    internal TokenSharing? Sharing => IsConnected ? tokens.Sharing : null;

    internal ApiClient Client { get; }

    internal IClock Clock { get; }

    private TokenDetailClient TokenDetail { get; }

    /// <summary>The name, without secrets.</summary>
    public override string ToString() => Name;

    /// <summary>Sends a call with the session's token.</summary>
    /// <param name="request">The call.</param>
    /// <param name="output">Where the call reports its progress.</param>
    /// <param name="vault">Reads a credential again that Walmart no longer accepts.</param>
    /// <param name="cancellation">Stops the call.</param>
    internal Task<ApiResponse> SendAsync(ApiRequest request, ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation)
    {
        counters.CountApiCall();
        return Client.SendAsync(request, new TokenAuthorizer(tokens, vault), new CallBudget(request.Retry, request.Timeout, Clock, output), cancellation);
    }

    /// <summary>Gets a token outside a call.</summary>
    internal Task<AccessToken> GetTokenAsync(TokenRequestMode mode, ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation) =>
        Tokens.GetAsync(mode, null, new CallBudget(TokenClient.Foreground, Settings.Timeout, Clock, output), vault, cancellation);

    /// <summary>Adds the result of token detail to an error about a rejected token or a missing scope.</summary>
    internal Task<WalmartApiException> ExplainAsync(WalmartApiException error, ICmdletOutput output, CancellationToken cancellation) =>
        tokens.Current is { } token ? TokenDetail.ExplainAsync(error, token, output, cancellation) : Task.FromResult(error);

    /// <summary>Calls token detail for the session's token.</summary>
    internal Task<TokenDetail> GetTokenDetailAsync(ICmdletOutput output, IVaultHost? vault, CancellationToken cancellation) =>
        TokenDetail.GetAsync(new TokenAuthorizer(Tokens, vault), new CallBudget(new RetryPolicy(), Settings.Timeout, Clock, output), cancellation);

    /// <summary>Removes the token and clears the secrets of the credential. Other sessions with the same credential keep theirs.</summary>
    internal void Disconnect()
    {
        if (Interlocked.Exchange(ref disconnected, 1) == 0)
        {
            tokens.Dispose();
            Settings.RefreshToken?.Dispose();
            Settings.AuthorizationCode?.Dispose();
        }
    }

    /// <summary>Redacts the session's token in a text, because a pipeline object may contain it.</summary>
    internal SecretRedactor CreateRedactor()
    {
        try
        {
            return IsConnected && tokens.Current is { } token ? new SecretRedactor(token.Value.Reveal()) : SecretRedactor.Empty;
        }
        catch (ObjectDisposedException)
        {
            // Disconnected in the meantime.
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
