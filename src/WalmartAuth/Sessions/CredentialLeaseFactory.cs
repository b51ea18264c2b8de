using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Gives credentials their place in the token store, for one gateway.</summary>
internal sealed class CredentialLeaseFactory
{
    private readonly ModuleContext runtime;
    private readonly ConnectionSettings settings;
    private readonly Gateway gateway;
    private readonly SessionCounters counters;

    public CredentialLeaseFactory(ModuleContext runtime, ConnectionSettings settings, Gateway gateway, SessionCounters counters)
    {
        this.runtime = runtime;
        this.settings = settings;
        this.gateway = gateway;
        this.counters = counters;
        RefreshTokens = new RefreshTokenPersister(settings);
    }

    /// <summary>Sees to the refresh tokens that the answers bring.</summary>
    public RefreshTokenPersister RefreshTokens { get; }

    /// <summary>Takes hold of the credential's slot; asks for nothing yet.</summary>
    public CredentialLease Bind(CredentialProfile profile)
    {
        var grant = GatewayResolver.Grant(settings, profile, gateway);
        return Bind(profile, grant, grant);
    }

    /// <summary>The credential bound, if it differs from the one used and Walmart accepts it; else null.</summary>
    public async Task<CredentialLease?> TryBindAsync(CredentialProfile profile, CredentialLease used, CallBudget budget, CancellationToken cancellation)
    {
        var stored = GatewayResolver.Grant(settings, profile, gateway);
        if (stored.SameAs(used.Stored))
        {
            return null;
        }

        var candidate = Bind(profile, stored, Succeed(used, stored));
        try
        {
            await candidate.GetTokenAsync(TokenRequestMode.Connect, null, budget, cancellation).ConfigureAwait(false);
            return candidate;
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
        {
            candidate.Dispose();
            budget.Output.Verbose(e.Message);
            return null;
        }
        catch
        {
            candidate.Dispose();
            throw;
        }
    }

    // A code is used up, and a refresh token may have been replaced by an answer since: a new secret goes on with the newest.
    private static TokenGrant Succeed(CredentialLease used, TokenGrant stored)
    {
        var isSameConsent = stored.Credential.ClientId == used.Stored.Credential.ClientId
            && (stored with { Credential = used.Stored.Credential }).SameAs(used.Stored);
        var newest = used.Slot.NewestRefreshToken ?? used.Grant.RefreshToken;
        return isSameConsent && newest is not null
            ? stored with { Type = GrantType.RefreshToken, Code = null, RedirectUri = null, RefreshToken = new SecretText(newest.Reveal()) }
            : stored;
    }

    private CredentialLease Bind(CredentialProfile profile, TokenGrant stored, TokenGrant grant)
    {
        var lease = runtime.Tokens.Acquire(TokenKey.Compute(gateway, grant));
        return new CredentialLease(profile, stored, grant, lease, new TokenClient(runtime.Handlers.Get(settings.Proxy), gateway, grant, runtime.Clock, settings.Timeout, counters));
    }
}
