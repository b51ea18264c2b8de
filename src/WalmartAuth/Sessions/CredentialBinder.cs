using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Secrets;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Gives credentials their place in the token store, for one gateway.</summary>
internal sealed class CredentialBinder
{
    private readonly Runtime runtime;
    private readonly ConnectionSettings settings;
    private readonly Gateway gateway;
    private readonly CallCounters counters;

    public CredentialBinder(Runtime runtime, ConnectionSettings settings, Gateway gateway, CallCounters counters)
    {
        this.runtime = runtime;
        this.settings = settings;
        this.gateway = gateway;
        this.counters = counters;
    }

    /// <summary>Takes hold of the credential's slot; asks for nothing yet.</summary>
    public BoundCredential Bind(CredentialProfile profile)
    {
        var grant = GatewayResolver.Grant(settings, profile, gateway);
        var requester = new TokenRequester(runtime.Handlers.Get(settings.Proxy), gateway, runtime.Clock, settings.Timeout);
        var lease = runtime.Tokens.Acquire(TokenKey.Of(gateway, grant));
        return new BoundCredential(profile, grant, lease, new TokenAsker(requester, grant, gateway, counters));
    }

    /// <summary>The credential bound, if it differs from the one used and Walmart accepts it; else null.</summary>
    public async Task<BoundCredential?> TryBindAsync(CredentialProfile profile, BoundCredential used, IActivity activity, CancellationToken cancellation)
    {
        var candidate = Bind(profile);
        try
        {
            if (!candidate.Grant.SameAs(used.Grant))
            {
                await candidate.AskAsync(TokenNeed.Connect, null, activity, cancellation).ConfigureAwait(false);
                return candidate;
            }
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.CredentialRejected)
        {
            activity.Verbose(e.Message);
        }
        catch
        {
            candidate.Dispose();
            throw;
        }

        candidate.Dispose();
        return null;
    }
}
