using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// The one place of one token: whoever needs it, from any runspace, gets it here. One token call for any number of
/// callers; renewal in the background while the token is still good; a rejected credential is not asked with again and
/// again. There is no timer: the first caller inside a window starts what is due.
/// </summary>
internal sealed class TokenCacheEntry
{
    internal static readonly TimeSpan RejectionMemory = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    // Counted over all slots, so that a token of a credential since replaced never looks newer than its successor.
    private static long generations;

    private readonly object gate = new();
    private readonly IClock clock;
    private AccessToken? current;
    private SecretText? refreshToken;
    private PendingTokenRequest? flight;
    private int pauses;
    private TimeSpan quietUntil = TimeSpan.MinValue;
    private TimeSpan identicalUntil = TimeSpan.MinValue;
    private WalmartException? rejection;
    private TimeSpan rejectedUntil;
    private bool isClosed;

    public TokenCacheEntry(IClock clock) => this.clock = clock;

    /// <summary>The token now kept; null before the first one.</summary>
    public AccessToken? Current => Volatile.Read(ref current);

    /// <summary>The newest refresh token, once an answer brought one.</summary>
    public SecretText? NewestRefreshToken => Volatile.Read(ref refreshToken);

    /// <summary>The rejection of the last renewal, until one succeeds.</summary>
    public WalmartException? Rejection => Volatile.Read(ref rejection);

    /// <summary>True while a token call is under way. Nothing in the module asks; a test that waits for the call's end does.</summary>
    public bool IsRenewing
    {
        get
        {
            lock (gate)
            {
                return flight is not null;
            }
        }
    }

    /// <summary>A token that meets the need.</summary>
    /// <param name="need">What is asked for.</param>
    /// <param name="rejected">With <see cref="TokenRequestMode.Replace"/>: the token that Walmart rejected.</param>
    /// <param name="asker">How to ask for a new one, if this caller is the one to do it.</param>
    /// <param name="output">Where to say so.</param>
    /// <param name="cancellation">Lets this caller leave; others go on waiting.</param>
    /// <exception cref="WalmartException">NotConnected: the last session that held the slot was disconnected. CredentialRejected, or what else the token call met.</exception>
    public async Task<AccessToken> GetAsync(TokenRequestMode need, AccessToken? rejected, TokenAsker asker, ICmdletOutput output, CancellationToken cancellation)
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
                if (Kept(need, rejected, now) is { } token)
                {
                    asker.CountCacheHit();
                    if (IsRenewalDue(token, now))
                    {
                        flight = Start(asker, isBackground: true, isRoutine: true, NullOutput.Instance);
                    }

                    return token;
                }

                if (flight is null)
                {
                    if (need is TokenRequestMode.Use or TokenRequestMode.Replace && rejection is not null && now < rejectedUntil)
                    {
                        throw rejection;
                    }

                    flight = Start(asker, isBackground: false, isRoutine: need != TokenRequestMode.Replace, output);
                }

                joined = flight;
                joined.Join();
            }

            try
            {
                return await joined.Result.WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (WalmartException) when (joined.IsBackground)
            {
                // A background attempt gives up at once; a caller that cannot go on without makes one that tries harder,
                // or meets the rejection that it brought.
            }
            finally
            {
                Leave(joined);
            }
        }
    }

    /// <summary>The end of the slot: forgets the token, clears what can be cleared, and sends away whoever still waits.</summary>
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
            left = flight;
            flight = null;
        }

        // First the reason, then the end: nobody who waits hears of a cancellation that is not his own.
        left?.Fail(Closed());
        left?.Cancel();
    }

    private AccessToken? Kept(TokenRequestMode need, AccessToken? rejected, TimeSpan now)
    {
        var isDoubtful = need == TokenRequestMode.Connect && rejection is not null;
        if (current is null || need == TokenRequestMode.Force || isDoubtful || current.IsExpired(now))
        {
            return null;
        }

        // A gateway that gives the same token again would otherwise be asked by every call.
        if (now < identicalUntil)
        {
            return current;
        }

        var isRejected = need == TokenRequestMode.Replace && current.Generation <= rejected!.Generation;
        return isRejected || RefreshPolicy.IsMandatory(current, now) ? null : current;
    }

    private bool IsRenewalDue(AccessToken token, TimeSpan now) =>
        flight is null && now >= quietUntil && now >= identicalUntil
        && (rejection is null || now >= rejectedUntil)
        && RefreshPolicy.IsAdvisory(token, now);

    private void Leave(PendingTokenRequest joined)
    {
        lock (gate)
        {
            if (!joined.Leave())
            {
                return;
            }

            if (flight == joined)
            {
                flight = null;
            }
        }

        joined.Cancel();
    }

    private static WalmartException Closed() => new(WalmartErrorId.NotConnected, "This session was disconnected.");

    private PendingTokenRequest Start(TokenAsker asker, bool isBackground, bool isRoutine, ICmdletOutput output)
    {
        var started = new PendingTokenRequest(isBackground, isRoutine);
        var newest = refreshToken;

        // Off the caller's thread: the lock is held here, and the call must not depend on who started it.
        _ = Task.Run(() => FlyAsync(started, asker, newest, output));
        return started;
    }

    private async Task FlyAsync(PendingTokenRequest flown, TokenAsker asker, SecretText? newest, ICmdletOutput output)
    {
        try
        {
            var answer = await asker.AskAsync(newest, flown.IsBackground, output, flown.Cancellation).ConfigureAwait(false);
            flown.Complete(Keep(flown, answer, asker.Issuer));
        }
        catch (Exception e)
        {
            lock (gate)
            {
                if (flight == flown)
                {
                    NoteFailure(e as WalmartException);
                    flight = null;
                }
            }

            flown.Fail(e);
        }
    }

    private AccessToken Keep(PendingTokenRequest flown, TokenResponse answer, Uri issuer)
    {
        lock (gate)
        {
            var now = clock.Monotonic;
            var isIdentical = current is not null && current.Value.SameAs(answer.Token);
            var token = new AccessToken(answer.Token, issuer, Interlocked.Increment(ref generations), answer.SentAt, answer.Life, isIdentical ? current!.IssuedOn : answer.IssuedOn)
            {
                IsRoutine = flown.IsRoutine,
            };
            if (flight != flown)
            {
                // Closed or left by all meanwhile: the caller that still waits may use it, nothing is kept.
                return token;
            }

            flight = null;
            rejection = null;
            current = token;
            refreshToken = answer.RefreshToken ?? refreshToken;
            if (isIdentical)
            {
                identicalUntil = now + NextPause();
            }
            else
            {
                pauses = 0;
                identicalUntil = quietUntil = TimeSpan.MinValue;
            }

            return token;
        }
    }

    private void NoteFailure(WalmartException? exception)
    {
        var now = clock.Monotonic;
        if (exception?.ErrorId == WalmartErrorId.CredentialRejected)
        {
            rejection = exception;
            rejectedUntil = now + RejectionMemory;
        }

        quietUntil = now + NextPause();
    }

    private TimeSpan NextPause()
    {
        var seconds = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, pauses++), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds);
    }
}
