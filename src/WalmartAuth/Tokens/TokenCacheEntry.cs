using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// Caches one token, and makes one token request for any number of callers. Renews in the background while the token is
/// still valid, and backs off after Walmart rejects the credential. There is no timer: the first caller in a window
/// starts the renewal.
/// </summary>
internal sealed class TokenCacheEntry
{
    internal static readonly TimeSpan RejectionMemory = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    // Counted across all entries, so that a token of a replaced credential never looks newer than its successor.
    private static long lastSequence;

    private readonly object gate = new();
    private readonly IClock clock;
    private AccessToken? current;
    private SecretText? refreshToken;
    private PendingTokenRequest? pending;
    private int failureCount;
    private TimeSpan backgroundRetryAfter = TimeSpan.MinValue;
    private TimeSpan sameTokenUntil = TimeSpan.MinValue;
    private WalmartException? rejection;
    private TimeSpan rejectedUntil;
    private bool isClosed;
    private SharingState? sharing;
    private PendingShare? pendingShare;

    public TokenCacheEntry(IClock clock) => this.clock = clock;

    /// <summary>The cached token; null before the first one.</summary>
    public AccessToken? Current => Volatile.Read(ref current);

    /// <summary>The newest refresh token, once a response has contained one.</summary>
    public SecretText? NewestRefreshToken => Volatile.Read(ref refreshToken);

    /// <summary>The rejection of the last renewal, until a renewal succeeds.</summary>
    public WalmartException? Rejection => Volatile.Read(ref rejection);

    /// <summary>The newest token that was requested and is not in the vault yet; null without sharing.</summary>
    public PendingShare? PendingShare => Volatile.Read(ref pendingShare);

    /// <summary>The pending background renewal; null if there is none.</summary>
    public Task<AccessToken>? BackgroundRenewal
    {
        get
        {
            lock (gate)
            {
                return pending is { IsBackground: true } ? pending.Result : null;
            }
        }
    }

    /// <summary>True while a token request is pending; for tests that wait for its end.</summary>
    internal bool IsRenewing
    {
        get
        {
            lock (gate)
            {
                return pending is not null;
            }
        }
    }

    /// <summary>Gets a token: the cached one, or else that of the pending request, or else that of a new request.</summary>
    /// <param name="mode">Which token is acceptable.</param>
    /// <param name="rejected">With <see cref="TokenRequestMode.Replace"/>: the token that Walmart rejected.</param>
    /// <param name="client">Requests a new one, if this caller is the one to do it.</param>
    /// <param name="budget">The limits of this caller's wait.</param>
    /// <param name="cancellation">Lets this caller leave; others continue to wait.</param>
    /// <exception cref="WalmartException">NotConnected: the last session that used the entry was disconnected. CredentialRejected, or another failure of the token request.</exception>
    public async Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, TokenClient client, CallBudget budget, CancellationToken cancellation)
    {
        while (true)
        {
            PendingTokenRequest joined;
            lock (gate)
            {
                if (isClosed)
                {
                    throw Closed();
                }

                var now = clock.Monotonic;
                if (TryGetCached(mode, rejected, now) is { } token)
                {
                    client.Counters.CountCacheHit();
                    if (ShouldRefreshInBackground(token, now))
                    {
                        client.Counters.CountBackgroundRenewal();
                        pending = Start(client, client.CreateBackgroundBudget(), isBackground: true, isPrefetch: true);
                    }

                    return token;
                }

                if (pending is null)
                {
                    ThrowIfRejected(mode, now);
                    pending = Start(client, budget, isBackground: false, isPrefetch: mode != TokenRequestMode.Replace);
                }

                joined = pending;
                joined.Join();
            }

            try
            {
                await WaitAsync(joined, client, budget, cancellation).ConfigureAwait(false);
                if (!joined.FailedForItsStarter(budget))
                {
                    return await joined.Result.ConfigureAwait(false);
                }
            }
            finally
            {
                Release(joined);
            }
        }
    }

    /// <summary>From now on the token is shared with other processes.</summary>
    public SharingState StartSharing()
    {
        lock (gate)
        {
            return sharing ??= new SharingState();
        }
    }

    /// <summary>True for the one caller that must write the pending token.</summary>
    public bool TryTakePendingShare(PendingShare expected) => Interlocked.CompareExchange(ref pendingShare, null, expected) == expected;

    /// <summary>Restores a token that could not be written, unless it has been replaced since.</summary>
    public void ReturnPendingShare(PendingShare unwritten)
    {
        lock (gate)
        {
            if (current == unwritten.Token)
            {
                pendingShare = unwritten;
            }
        }
    }

    /// <summary>Uses a token that another process requested. False if the one in use is as good.</summary>
    public bool TryAdopt(SharedToken shared, Uri issuer)
    {
        lock (gate)
        {
            var now = clock.Monotonic;
            var age = clock.UtcNow - shared.IssuedOn;
            var obtainedAt = now - (age > TimeSpan.Zero ? age : TimeSpan.Zero);
            if (isClosed || sharing is null || sharing.IsRejected(shared.Value))
            {
                return false;
            }

            if (current is { Life: { } life } known
                && (known.Value.SameAs(shared.Value) || (obtainedAt + shared.Life <= known.ObtainedAt + life && !sharing.IsRejected(known.Value))))
            {
                return false;
            }

            // Treated as a background renewal: it may have been revoked together with the one that it replaces.
            current = new AccessToken(shared.Value, issuer, Interlocked.Increment(ref lastSequence), obtainedAt, shared.Life, shared.IssuedOn, wasPrefetched: true)
            {
                RenewalShare = RefreshPolicy.DrawSharedShare(clock.NextRandom()),
                IsShared = true,
            };
            pendingShare = null;
            rejection = null;
            failureCount = 0;
            sameTokenUntil = backgroundRetryAfter = TimeSpan.MinValue;
            return true;
        }
    }

    /// <summary>Closes the entry: removes the token, clears what can be cleared, and fails the waiting callers.</summary>
    public void Clear()
    {
        PendingTokenRequest? left;
        lock (gate)
        {
            isClosed = true;
            current?.Value.Dispose();
            current = null;
            refreshToken?.Dispose();
            refreshToken = null;
            pendingShare = null;
            left = pending;
            pending = null;
        }

        // Set the reason first, so that no waiting caller sees a cancellation that is not its own.
        left?.Fail(Closed());
        left?.Cancel();
    }

    private AccessToken? TryGetCached(TokenRequestMode mode, AccessToken? rejected, TimeSpan now)
    {
        var mayBeRejected = mode == TokenRequestMode.Connect && rejection is not null;
        if (current is null || mode == TokenRequestMode.Force || mayBeRejected || current.IsExpired(now))
        {
            return null;
        }

        // Otherwise, if a gateway returns the same token again, every call would request one.
        if (now < sameTokenUntil)
        {
            return current;
        }

        // A token that was read from the vault is newer here, but may still be the one that Walmart rejected.
        var isRejected = mode == TokenRequestMode.Replace && (current.Sequence <= rejected!.Sequence || sharing?.IsRejected(current.Value) == true);
        return isRejected || RefreshPolicy.MustRefresh(current, now) ? null : current;
    }

    private bool ShouldRefreshInBackground(AccessToken token, TimeSpan now) =>
        pending is null && now >= backgroundRetryAfter && now >= sameTokenUntil
        && (rejection is null || now >= rejectedUntil)
        && RefreshPolicy.ShouldRefresh(token, now);

    private void ThrowIfRejected(TokenRequestMode mode, TimeSpan now)
    {
        if (mode is TokenRequestMode.Use or TokenRequestMode.Replace && rejection is not null && now < rejectedUntil)
        {
            throw rejection;
        }
    }

    private static Task WaitAsync(PendingTokenRequest joined, TokenClient client, CallBudget budget, CancellationToken cancellation) => joined.Budget == budget
        ? joined.Result.WaitForEndAsync(cancellation)
        : budget.WaitForOtherAsync(joined.Result, client.CreateTimeoutError, cancellation);

    private void Release(PendingTokenRequest joined)
    {
        lock (gate)
        {
            if (!joined.Leave())
            {
                return;
            }

            if (pending == joined)
            {
                pending = null;
            }
        }

        joined.Cancel();
    }

    private static WalmartException Closed() => new(WalmartErrorId.NotConnected, TokenMessages.SessionWasDisconnected);

    private PendingTokenRequest Start(TokenClient client, CallBudget budget, bool isBackground, bool isPrefetch)
    {
        var started = new PendingTokenRequest(budget, isBackground, isPrefetch);
        var newest = refreshToken;

        // On another thread: the lock is held here, and the request must not depend on its first caller.
        _ = Task.Run(() => RunAsync(started, client, newest));
        return started;
    }

    private async Task RunAsync(PendingTokenRequest request, TokenClient client, SecretText? newest)
    {
        try
        {
            var response = await client.RequestAsync(newest, request.Budget, request.Cancellation).ConfigureAwait(false);
            request.Complete(Store(request, response, client.Issuer));
        }
        catch (Exception e)
        {
            lock (gate)
            {
                if (pending == request)
                {
                    RecordFailure(e as WalmartException);
                    pending = null;
                }
            }

            request.Fail(e);
        }
    }

    private AccessToken Store(PendingTokenRequest request, TokenResponse response, Uri issuer)
    {
        lock (gate)
        {
            var now = clock.Monotonic;
            var isSame = current is not null && current.Value.SameAs(response.Token);
            var token = new AccessToken(response.Token, issuer, Interlocked.Increment(ref lastSequence), response.SentAt, response.Life, isSame ? current!.IssuedOn : response.IssuedOn, request.IsPrefetch)
            {
                RenewalShare = sharing is null ? RefreshPolicy.AdvisoryShare : RefreshPolicy.DrawSharedShare(clock.NextRandom()),
            };
            if (pending != request)
            {
                // Closed or abandoned in the meantime: a caller that still waits may use it, but nothing is cached.
                return token;
            }

            pending = null;
            rejection = null;
            current = token;
            pendingShare = sharing is null ? null : new PendingShare(token, response.GatewayDate ?? response.IssuedOn);
            refreshToken = response.RefreshToken ?? refreshToken;
            if (isSame)
            {
                sameTokenUntil = now + NextPause();
            }
            else
            {
                failureCount = 0;
                sameTokenUntil = backgroundRetryAfter = TimeSpan.MinValue;
            }

            return token;
        }
    }

    private void RecordFailure(WalmartException? exception)
    {
        var now = clock.Monotonic;
        if (exception?.ErrorId == WalmartErrorId.CredentialRejected)
        {
            rejection = exception;
            rejectedUntil = now + RejectionMemory;
        }

        backgroundRetryAfter = now + NextPause();
    }

    private TimeSpan NextPause()
    {
        var seconds = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, failureCount++), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds);
    }
}
