using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// The tokens of a session with a credential. If Walmart stops accepting the credential, it is read again from its
/// source, once, on the pipeline thread of the cmdlet that noticed.
/// </summary>
internal sealed class CredentialTokenProvider : ITokenProvider
{
    private readonly ModuleContext context;
    private readonly ConnectionSettings settings;
    private readonly Gateway gateway;
    private readonly SessionCounters counters;
    private readonly ICredentialSource source;
    private readonly CredentialReloader reloader;
    private readonly RefreshTokenPersister refreshTokens;
    private readonly Memo<bool> foundNothing = new(TokenCacheEntry.RejectionMemory);
    private readonly SemaphoreSlim reloading = new(1, 1);
    private readonly object gate = new();
    private CredentialLease lease;
    private CredentialLease? previous;
    private bool isDisposed;

    /// <summary>Acquires the credential's cache entry; requests nothing yet.</summary>
    public CredentialTokenProvider(ModuleContext context, ConnectionSettings settings, Gateway gateway, SessionCounters counters, ICredentialSource source, CredentialProfile profile)
    {
        this.context = context;
        this.settings = settings;
        this.gateway = gateway;
        this.counters = counters;
        this.source = source;
        reloader = new CredentialReloader(source, context.Clock);
        refreshTokens = new RefreshTokenPersister(settings);
        lease = new CredentialLease(context, settings, gateway, counters, profile);
    }

    public string? ClientIdSuffix => Lease.Grant.Credential.ClientIdSuffix;

    public string Source => Lease.Profile.Source;

    public AccessToken? Current => Lease.Entry.Current;

    public SecretText? RefreshToken => Lease.Entry.NewestRefreshToken ?? Lease.Grant.RefreshToken;

    public TokenSharing? Sharing => Lease.Sharing;

    /// <summary>The current grant, for testing it.</summary>
    public TokenGrant Grant => Lease is { Entry.NewestRefreshToken: { } newest } now
        ? now.Grant with { Type = GrantType.RefreshToken, Code = null, RefreshToken = newest } : Lease.Grant;

    public CredentialLease Lease => Volatile.Read(ref lease);

    public async Task<AccessToken> GetAsync(TokenRequestMode mode, AccessToken? rejected, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        EnsureConnected();
        var used = Lease;
        AccessToken token;
        try
        {
            token = await used.GetTokenAsync(mode, rejected, budget, vault, cancellation).ConfigureAwait(false);
            if (used.Entry.Rejection is not null)
            {
                token = await GetFromNewCredentialAsync(used, token, budget, vault, cancellation).ConfigureAwait(false);
            }
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.CredentialRejected && mode != TokenRequestMode.Connect)
        {
            if (!await TryReloadAsync(used, budget, vault, cancellation).ConfigureAwait(false))
            {
                throw;
            }

            token = await Lease.GetTokenAsync(TokenRequestMode.Use, null, budget, vault, cancellation).ConfigureAwait(false);
        }

        await refreshTokens.PersistAsync(Lease, vault, budget.Output).ConfigureAwait(false);
        return token;
    }

    public void Dispose()
    {
        lock (gate)
        {
            Volatile.Write(ref isDisposed, true);
            lease.Dispose();
            previous?.Dispose();
        }
    }

    /// <summary>After a rejected background renewal, there is still time to switch to a new secret before any call fails.</summary>
    private async Task<AccessToken> GetFromNewCredentialAsync(CredentialLease used, AccessToken token, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        try
        {
            return await TryReloadAsync(used, budget, vault, cancellation).ConfigureAwait(false)
                ? await Lease.GetTokenAsync(TokenRequestMode.Use, null, budget, vault, cancellation).ConfigureAwait(false)
                : token;
        }
        catch (WalmartException e) when (e.ErrorId != WalmartErrorId.NotConnected)
        {
            // The current token is still valid.
            budget.Output.Verbose(e.Message);
            return token;
        }
    }

    /// <summary>Reads the credential again, and switches to one that Walmart accepts. True if the credential in use has changed.</summary>
    private async Task<bool> TryReloadAsync(CredentialLease used, CallBudget budget, IVaultHost? vault, CancellationToken cancellation)
    {
        if (!MayReload(used) || vault is null)
        {
            return Lease != used;
        }

        var profiles = await reloader.ReadAsync(used, vault, budget.Output).ConfigureAwait(false);
        await reloading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!MayReload(used))
            {
                return Lease != used;
            }

            foreach (var profile in profiles)
            {
                if (await TryAcceptAsync(profile, used, budget, vault, cancellation).ConfigureAwait(false) is { } accepted)
                {
                    Switch(accepted);
                    budget.Output.Warning(SessionMessages.CredentialWasReloaded(used.Profile.Source, accepted.Profile.Source));
                    return true;
                }
            }

            foundNothing.Store(used, true, context.Clock.Monotonic);
            return false;
        }
        finally
        {
            reloading.Release();
        }
    }

    private bool MayReload(CredentialLease used) => Lease == used && source.CanReload && !foundNothing.TryGet(used, context.Clock.Monotonic, out _);

    /// <summary>The credential, if it differs from the one in use and Walmart accepts it; otherwise null.</summary>
    private async Task<CredentialLease?> TryAcceptAsync(CredentialProfile profile, CredentialLease used, CallBudget budget, IVaultHost vault, CancellationToken cancellation)
    {
        if (GatewayResolver.Grant(settings, profile, gateway).Matches(used.Stored))
        {
            return null;
        }

        var candidate = new CredentialLease(context, settings, gateway, counters, profile, used);
        try
        {
            await candidate.GetTokenAsync(TokenRequestMode.Connect, null, budget, vault, cancellation).ConfigureAwait(false);
            return candidate;
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
        {
            candidate.Release();
            budget.Output.Verbose(e.Message);
            return null;
        }
        catch
        {
            candidate.Release();
            throw;
        }
    }

    private void Switch(CredentialLease accepted)
    {
        lock (gate)
        {
            if (isDisposed)
            {
                accepted.Dispose();
                throw WalmartSession.Disconnected();
            }

            // Not released yet, because other calls may be about to send the token they got from it.
            previous?.Dispose();
            previous = lease;
            Volatile.Write(ref lease, accepted);
        }
    }

    private void EnsureConnected()
    {
        if (Volatile.Read(ref isDisposed))
        {
            throw WalmartSession.Disconnected();
        }
    }
}
