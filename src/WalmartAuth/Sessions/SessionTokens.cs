using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Secrets;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// The tokens of a session that has a credential. When Walmart stops accepting the credential, it is read again where
/// it came from, once, on the pipeline thread of the cmdlet that noticed.
/// </summary>
internal sealed class SessionTokens : ISessionTokens
{
    private readonly CredentialBinder binder;
    private readonly ICredentialSource source;
    private readonly IClock clock;
    private readonly CredentialReading reading;
    private readonly SemaphoreSlim reloading = new(1, 1);
    private readonly object gate = new();
    private BoundCredential bound;
    private BoundCredential? retired;
    private BoundCredential? hopeless;
    private TimeSpan hopelessUntil;
    private bool disposed;

    public SessionTokens(CredentialBinder binder, ICredentialSource source, BoundCredential bound, IClock clock)
    {
        this.binder = binder;
        this.source = source;
        this.bound = bound;
        this.clock = clock;
        reading = new CredentialReading(source, clock);
    }

    public string? ClientIdSuffix => Bound.Grant.Credential.ClientIdSuffix;

    public string Source => Bound.Profile.Source;

    public AccessToken? Current => Bound.Slot.Current;

    public SecretText? RefreshToken => Bound.Slot.NewestRefreshToken ?? Bound.Grant.RefreshToken;

    /// <summary>What is presented now; for testing it.</summary>
    public TokenGrant Grant => Bound is { Slot.NewestRefreshToken: { } newest } now
        ? now.Grant with { Type = GrantType.RefreshToken, Code = null, RefreshToken = newest }
        : Bound.Grant;

    private BoundCredential Bound => Volatile.Read(ref bound);

    public Task<AccessToken> GetAsync(IActivity activity, CancellationToken cancellation) => AskAsync(TokenNeed.Use, null, activity, cancellation);

    public async Task<AccessToken?> ReplaceAsync(AccessToken rejected, IActivity activity, CancellationToken cancellation) =>
        await AskAsync(TokenNeed.Replace, rejected, activity, cancellation).ConfigureAwait(false);

    public Task<AccessToken> ForceAsync(IActivity activity, CancellationToken cancellation) => AskAsync(TokenNeed.Force, null, activity, cancellation);

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            bound.Dispose();
            retired?.Dispose();
        }
    }

    private async Task<AccessToken> AskAsync(TokenNeed need, AccessToken? rejected, IActivity activity, CancellationToken cancellation)
    {
        var token = await AskOrReloadAsync(need, rejected, activity, cancellation).ConfigureAwait(false);
        await binder.RefreshTokens.KeepAsync(Bound, activity).ConfigureAwait(false);
        return token;
    }

    private async Task<AccessToken> AskOrReloadAsync(TokenNeed need, AccessToken? rejected, IActivity activity, CancellationToken cancellation)
    {
        EnsureConnected();
        var used = Bound;
        AccessToken token;
        try
        {
            token = await used.AskAsync(need, rejected, activity, cancellation).ConfigureAwait(false);
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
        {
            if (await ReloadAsync(used, activity, cancellation).ConfigureAwait(false))
            {
                return await Bound.AskAsync(TokenNeed.Use, null, activity, cancellation).ConfigureAwait(false);
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
            return await ReloadAsync(used, activity, cancellation).ConfigureAwait(false)
                ? await Bound.AskAsync(TokenNeed.Use, null, activity, cancellation).ConfigureAwait(false)
                : token;
        }
        catch (WalmartException e) when (e.ErrorId != WalmartErrorId.NotConnected)
        {
            // The token in hand is still good.
            activity.Verbose(e.Message);
            return token;
        }
    }

    /// <summary>Takes up a changed credential. True when another one than the one used is bound now.</summary>
    private async Task<bool> ReloadAsync(BoundCredential used, IActivity activity, CancellationToken cancellation)
    {
        if (Bound != used || IsHopeless(used) || !source.CanReload || activity is not IPipelineThread pipeline)
        {
            return Bound != used;
        }

        var profiles = await reading.ReadAsync(used, pipeline).ConfigureAwait(false);
        await reloading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Bound != used || IsHopeless(used))
            {
                return Bound != used;
            }

            foreach (var profile in profiles)
            {
                if (await binder.TryBindAsync(profile, used, pipeline, cancellation).ConfigureAwait(false) is { } accepted)
                {
                    TakeUp(accepted);
                    pipeline.Warning($"Walmart no longer accepts the credential that this session used ({used.Profile.Source}); it was read again, and the new one ({accepted.Profile.Source}) is in use.");
                    return true;
                }
            }

            hopelessUntil = clock.Monotonic + TokenSlot.RejectionMemory;
            Volatile.Write(ref hopeless, used);
            return false;
        }
        finally
        {
            reloading.Release();
        }
    }

    private bool IsHopeless(BoundCredential used) => Volatile.Read(ref hopeless) == used && clock.Monotonic < hopelessUntil;

    private void TakeUp(BoundCredential accepted)
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
