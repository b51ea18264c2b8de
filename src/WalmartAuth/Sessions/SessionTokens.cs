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
    private readonly SemaphoreSlim reloading = new(1, 1);
    private BoundCredential bound;
    private BoundCredential? hopeless;
    private TimeSpan hopelessUntil;
    private bool disposed;

    public SessionTokens(CredentialBinder binder, ICredentialSource source, BoundCredential bound, IClock clock)
    {
        this.binder = binder;
        this.source = source;
        this.bound = bound;
        this.clock = clock;
    }

    public string? ClientIdSuffix => Bound.Grant.Credential.ClientIdSuffix;

    public string Source => Bound.Profile.Source;

    public AccessToken? Current => Bound.Slot.Current;

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
        disposed = true;
        Bound.Dispose();
    }

    private async Task<AccessToken> AskAsync(TokenNeed need, AccessToken? rejected, IActivity activity, CancellationToken cancellation)
    {
        if (disposed)
        {
            throw new WalmartException(WalmartErrorId.NotConnected, "This session was disconnected.");
        }

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

        // A renewal in the background was rejected: there is still time to take up a new secret before anybody fails.
        return used.Slot.Rejection is not null && await ReloadAsync(used, activity, cancellation).ConfigureAwait(false)
            ? await Bound.AskAsync(TokenNeed.Use, null, activity, cancellation).ConfigureAwait(false)
            : token;
    }

    /// <summary>Takes up a changed credential. True when another one than the one used is bound now.</summary>
    private async Task<bool> ReloadAsync(BoundCredential used, IActivity activity, CancellationToken cancellation)
    {
        if (!source.CanReload || activity is not IPipelineThread pipeline)
        {
            return Bound != used;
        }

        await reloading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Bound != used)
            {
                return true;
            }

            if (hopeless == used && clock.Monotonic < hopelessUntil)
            {
                return false;
            }

            if (await FindAcceptedAsync(used, pipeline, cancellation).ConfigureAwait(false) is { } accepted)
            {
                Volatile.Write(ref bound, accepted);
                used.Dispose();
                pipeline.Warning($"Walmart no longer accepts the credential that this session used ({used.Profile.Source}); it was read again, and the new one ({accepted.Profile.Source}) is in use.");
                return true;
            }

            hopeless = used;
            hopelessUntil = clock.Monotonic + TokenSlot.RejectionMemory;
            return false;
        }
        finally
        {
            reloading.Release();
        }
    }

    private async Task<BoundCredential?> FindAcceptedAsync(BoundCredential used, IPipelineThread pipeline, CancellationToken cancellation)
    {
        using var candidates = await pipeline.InvokeAsync(context => source.Read(context).GetEnumerator()).ConfigureAwait(false);
        while (true)
        {
            CredentialProfile? profile;
            try
            {
                profile = await pipeline.InvokeAsync(_ => candidates.MoveNext() ? candidates.Current : null).ConfigureAwait(false);
            }
            catch (WalmartException e)
            {
                // The rejection is what the caller must hear of; why the reload did not help is for the curious.
                pipeline.Verbose($"The credential could not be read again: {e.Message}");
                return null;
            }

            if (profile is null)
            {
                return null;
            }

            if (await binder.TryBindAsync(profile, used, pipeline, cancellation).ConfigureAwait(false) is { } accepted)
            {
                return accepted;
            }
        }
    }
}
