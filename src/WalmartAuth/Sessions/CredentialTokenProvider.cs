using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// The tokens of a session that has a credential. When Walmart stops accepting the credential, it is read again where
/// it came from, once, on the pipeline thread of the cmdlet that noticed.
/// </summary>
internal sealed class CredentialTokenProvider : ITokenProvider
{
    private readonly CredentialLeaseFactory binder;
    private readonly ICredentialSource source;
    private readonly IClock clock;
    private readonly CredentialReloader reading;
    private readonly SemaphoreSlim reloading = new(1, 1);
    private readonly object gate = new();
    private CredentialLease bound;
    private CredentialLease? retired;
    private CredentialLease? hopeless;
    private TimeSpan hopelessUntil;
    private bool disposed;

    public CredentialTokenProvider(CredentialLeaseFactory binder, ICredentialSource source, CredentialLease bound, IClock clock)
    {
        this.binder = binder;
        this.source = source;
        this.bound = bound;
        this.clock = clock;
        reading = new CredentialReloader(source, clock);
    }

    public string? ClientIdSuffix => Bound.Grant.Credential.ClientIdSuffix;

    public string Source => Bound.Profile.Source;

    public AccessToken? Current => Bound.Slot.Current;

    public SecretText? RefreshToken => Bound.Slot.NewestRefreshToken ?? Bound.Grant.RefreshToken;

    /// <summary>What is presented now; for testing it.</summary>
    public TokenGrant Grant => Bound is { Slot.NewestRefreshToken: { } newest } now
        ? now.Grant with { Type = GrantType.RefreshToken, Code = null, RefreshToken = newest }
        : Bound.Grant;

    private CredentialLease Bound => Volatile.Read(ref bound);

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            bound.Dispose();
            retired?.Dispose();
        }
    }

    public async Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        var token = await GetOrReloadAsync(mode, rejected, budget, vault, cancellation).ConfigureAwait(false);
        await binder.RefreshTokens.KeepAsync(Bound, vault, budget.Output).ConfigureAwait(false);
        return token;
    }

    private async Task<AccessToken> GetOrReloadAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        EnsureConnected();
        var used = Bound;
        AccessToken token;
        try
        {
            token = await used.GetTokenAsync(mode, rejected, budget, cancellation).ConfigureAwait(false);
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
        {
            if (await ReloadAsync(used, budget, vault, cancellation).ConfigureAwait(false))
            {
                return await Bound.GetTokenAsync(TokenRequestMode.Use, null, budget, cancellation).ConfigureAwait(false);
            }

            throw;
        }

        if (used.Slot.Rejection is null)
        {
            return token;
        }

        try
        {
            // A renewal in the background was rejected: there is still time to take up a new secret before anybody fails.
            return await ReloadAsync(used, budget, vault, cancellation).ConfigureAwait(false)
                ? await Bound.GetTokenAsync(TokenRequestMode.Use, null, budget, cancellation).ConfigureAwait(false)
                : token;
        }
        catch (WalmartException e) when (e.ErrorId != WalmartErrorId.NotConnected)
        {
            // The token in hand is still good.
            budget.Output.Verbose(e.Message);
            return token;
        }
    }

    /// <summary>Takes up a changed credential. True when another one than the one used is bound now.</summary>
    private async Task<bool> ReloadAsync(CredentialLease used, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        if (Bound != used || IsHopeless(used) || !source.CanReload || vault is null)
        {
            return Bound != used;
        }

        var profiles = await reading.ReadAsync(used, vault, budget.Output).ConfigureAwait(false);
        await reloading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Bound != used || IsHopeless(used))
            {
                return Bound != used;
            }

            foreach (var profile in profiles)
            {
                if (await binder.TryBindAsync(profile, used, budget, cancellation).ConfigureAwait(false) is { } accepted)
                {
                    TakeUp(accepted);
                    budget.Output.Warning($"Walmart no longer accepts the credential that this session used ({used.Profile.Source}); it was read again, and the new one ({accepted.Profile.Source}) is in use.");
                    return true;
                }
            }

            hopelessUntil = clock.Monotonic + TokenCacheEntry.RejectionMemory;
            Volatile.Write(ref hopeless, used);
            return false;
        }
        finally
        {
            reloading.Release();
        }
    }

    private bool IsHopeless(CredentialLease used) => Volatile.Read(ref hopeless) == used && clock.Monotonic < hopelessUntil;

    private void TakeUp(CredentialLease accepted)
    {
        lock (gate)
        {
            if (disposed)
            {
                accepted.Dispose();
                throw Disconnected();
            }

            // Not cleared yet: other calls may be about to send the token they got from it.
            retired?.Dispose();
            retired = bound;
            Volatile.Write(ref bound, accepted);
        }
    }

    private void EnsureConnected()
    {
        lock (gate)
        {
            if (disposed)
            {
                throw Disconnected();
            }
        }
    }

    private static WalmartException Disconnected() => new(WalmartErrorId.NotConnected, "This session was disconnected.");
}
