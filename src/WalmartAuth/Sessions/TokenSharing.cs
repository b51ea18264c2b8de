using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// Shares a session's access token with other processes through a vault: decides when a caller reads the vault, when it requests a new token,
/// and when it writes the token. There is no lock, so a process that is killed does not block the others.
/// </summary>
internal sealed class TokenSharing
{
    private static readonly TimeSpan LongestRejectionPause = TimeSpan.FromSeconds(2);

    private readonly SharedTokenVault shared;
    private readonly TokenCacheEntry entry;
    private readonly TokenClient client;
    private readonly IClock clock;
    private readonly SharingState state;
    private readonly bool hasCode;
    private Task? awaited;

    /// <param name="store">Where the token is shared.</param>
    /// <param name="gateway">The gateway for which it is valid.</param>
    /// <param name="grant">The grant to request it with; the client secret seals it.</param>
    /// <param name="entry">The token's place in the cache.</param>
    /// <param name="client">Requests it.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="previous">The sharing of the session's previous credential; null for the first one.</param>
    public TokenSharing(ISharedTokenStore store, Gateway gateway, TokenGrant grant, TokenCacheEntry entry, TokenClient client, IClock clock, TokenSharing? previous = null)
    {
        this.entry = entry;
        this.client = client;
        this.clock = clock;
        state = entry.StartSharing();
        hasCode = grant.Type == GrantType.AuthorizationCode;
        shared = new SharedTokenVault(store, new SharedTokenSeal(gateway, grant), gateway.SessionName, entry, client, clock, previous?.shared);
    }

    /// <summary>The vault.</summary>
    public string Vault => shared.Name;

    /// <summary>True if a new token is waiting to be written to the vault.</summary>
    public bool MayFlush => shared.MayFlush;

    /// <summary>Writes a new token that is waiting: a background renewal may have ended after the cmdlet that started it.</summary>
    public Task FlushAsync(IVaultHost vault, ICmdletOutput output, CancellationToken cancellation) => shared.FlushAsync(vault, output, cancellation);

    /// <summary>Gets a token: the cached one, or else one from the vault, or else a new one, which is then written to the vault.</summary>
    public async Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost vault, CancellationToken cancellation)
    {
        var token = mode switch
        {
            TokenRequestMode.Connect => await ConnectAsync(budget, vault, cancellation).ConfigureAwait(false),
            TokenRequestMode.Use => await UseAsync(budget, vault, cancellation).ConfigureAwait(false),
            TokenRequestMode.Replace => await ReplaceAsync(rejected!, budget, vault, cancellation).ConfigureAwait(false),
            _ => await entry.GetAsync(mode, rejected, client, budget, cancellation).ConfigureAwait(false),
        };
        await shared.FlushAsync(vault, budget.Output, cancellation).ConfigureAwait(false);
        if (RefreshPolicy.ShouldRefresh(token, clock.Monotonic) && entry.BackgroundRenewal is { } renewal && Interlocked.Exchange(ref awaited, renewal) != renewal)
        {
            _ = FlushAfterAsync(renewal, vault, budget.Output, cancellation);
        }

        return token;
    }

    /// <summary>Overwrites the shared token, so that no other process uses it. The secret stays, because Azure Key Vault reserves a deleted name until it is purged.</summary>
    /// <exception cref="WalmartException">The vault failed.</exception>
    public void Remove(SecretReadContext context) => shared.Remove(context);

    private async Task<AccessToken> ConnectAsync(CallBudget budget, IVaultHost vault, CancellationToken cancellation)
    {
        // A code can be exchanged only once, and only the exchange returns the refresh token.
        if (!hasCode && (entry.Current is not { } known || RefreshPolicy.ShouldRefresh(known, clock.Monotonic)))
        {
            await shared.LookAsync(isUrgent: false, vault, budget.Output, cancellation).ConfigureAwait(false);
        }

        var now = clock.Monotonic;
        if (entry.Current is not { } token || RefreshPolicy.MustRefresh(token, now) || !RefreshPolicy.ShouldRefresh(token, now))
        {
            return await entry.GetAsync(TokenRequestMode.Connect, null, client, budget, cancellation).ConfigureAwait(false);
        }

        // A short process, and every process after it, would end before a background renewal.
        try
        {
            return await entry.GetAsync(TokenRequestMode.Force, null, client, new CallBudget(RetryPolicy.None, budget.Timeout, clock, budget.Output), cancellation).ConfigureAwait(false);
        }
        catch (WalmartException e) when (e.ErrorId is not (WalmartErrorId.CredentialRejected or WalmartErrorId.NotConnected))
        {
            budget.Output.Verbose(SessionMessages.SharedTokenWasNotRenewed(e.Message));
            return token;
        }
    }

    private async Task<AccessToken> UseAsync(CallBudget budget, IVaultHost vault, CancellationToken cancellation)
    {
        var now = clock.Monotonic;
        var token = entry.Current;
        if (token is null || RefreshPolicy.ShouldRefresh(token, now))
        {
            var isGood = token is not null && !RefreshPolicy.MustRefresh(token, now);
            if (isGood && state.IsLooking)
            {
                client.Counters.CountCacheHit();
                return token!;
            }

            if (!isGood || entry.BackgroundRenewal is null)
            {
                await shared.LookAsync(isUrgent: false, vault, budget.Output, cancellation).ConfigureAwait(false);
            }
        }

        return await entry.GetAsync(TokenRequestMode.Use, null, client, budget, cancellation).ConfigureAwait(false);
    }

    private async Task<AccessToken> ReplaceAsync(AccessToken rejected, CallBudget budget, IVaultHost vault, CancellationToken cancellation)
    {
        state.Reject(rejected.Value);
        if (!IsReplaced(rejected))
        {
            await shared.LookAsync(isUrgent: true, vault, budget.Output, cancellation).ConfigureAwait(false);
            if (rejected.IsShared && !IsReplaced(rejected) && !state.IsResting(clock.Monotonic))
            {
                await PauseAsync(rejected, budget, cancellation).ConfigureAwait(false);
                if (!IsReplaced(rejected))
                {
                    await shared.LookAsync(isUrgent: true, vault, budget.Output, cancellation).ConfigureAwait(false);
                }
            }
        }

        return await entry.GetAsync(TokenRequestMode.Replace, rejected, client, budget, cancellation).ConfigureAwait(false);
    }

    private bool IsReplaced(AccessToken rejected) => entry.Current is { } token && token.Sequence > rejected.Sequence && !state.IsRejected(token.Value);

    // The processes that share a token notice its expiry together; the first one to ask Walmart serves the others.
    private async Task PauseAsync(AccessToken rejected, CallBudget budget, CancellationToken cancellation)
    {
        var time = TimeSpan.FromTicks((long)(LongestRejectionPause.Ticks * clock.NextRandom()));
        if (budget.CanWait(time))
        {
            budget.Consume(time);
            await state.PauseOnceFor(rejected, () => clock.Delay(time, CancellationToken.None)).WaitForEndAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task FlushAfterAsync(Task<AccessToken> renewal, IVaultHost vault, ICmdletOutput output, CancellationToken cancellation)
    {
        try
        {
            await renewal.ConfigureAwait(false);
            await shared.FlushAsync(vault, output, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e.IsRecoverable())
        {
            // The renewal failed, or the cmdlet has ended: the next call handles it.
        }
    }
}
