using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// Reads a source again, once for all calls of a session that need it. A pipeline thread may be busy with the commands
/// after its cmdlet, which may include another call of this session. So no lock is held while a call waits for a pipeline thread,
/// only while it reads.
/// </summary>
internal sealed class CredentialReloader
{
    private readonly ICredentialSource source;
    private readonly IClock clock;
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Memo<IReadOnlyList<CredentialProfile>> known = new(TokenCacheEntry.RejectionMemory);

    public CredentialReloader(ICredentialSource source, IClock clock)
    {
        this.source = source;
        this.clock = clock;
    }

    /// <summary>The current credential of the source, to replace one that Walmart no longer accepts.</summary>
    public Task<IReadOnlyList<CredentialProfile>> ReadAsync(CredentialLease rejected, IVaultHost vault, ICmdletOutput output) =>
        vault.InvokeAsync(context => Read(rejected, context, output));

    private IReadOnlyList<CredentialProfile> Read(CredentialLease rejected, SecretReadContext context, ICmdletOutput output)
    {
        reading.Wait(context.Stopping);
        try
        {
            if (!known.TryGet(rejected, clock.Monotonic, out var profiles))
            {
                profiles = ReadAll(context, output);
                known.Store(rejected, profiles, clock.Monotonic);
            }

            return profiles;
        }
        finally
        {
            reading.Release();
        }
    }

    private List<CredentialProfile> ReadAll(SecretReadContext context, ICmdletOutput output)
    {
        var read = new List<CredentialProfile>();
        try
        {
            foreach (var profile in source.Read(context))
            {
                read.Add(profile);
            }
        }
        catch (WalmartException e)
        {
            // The rejection is the error; the unchanged source explains it.
            output.Warning(SessionMessages.CredentialCannotBeReloaded(e.Message));
        }

        return read;
    }
}
