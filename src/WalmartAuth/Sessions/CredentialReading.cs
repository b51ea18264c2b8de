using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Secrets;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// Reads a source again, once for all calls of a session that need it. A pipeline thread may be busy with whatever
/// stands after its cmdlet, which may be another call of this session: so nothing is locked while one waits for a
/// pipeline thread, only while one reads.
/// </summary>
internal sealed class CredentialReading
{
    private readonly ICredentialSource source;
    private readonly IClock clock;
    private readonly SemaphoreSlim reading = new(1, 1);
    private BoundCredential? readFor;
    private IReadOnlyList<CredentialProfile> profiles = [];
    private TimeSpan goodUntil;

    public CredentialReading(ICredentialSource source, IClock clock)
    {
        this.source = source;
        this.clock = clock;
    }

    /// <summary>What the source holds now, in place of the credential that Walmart no longer accepts.</summary>
    public Task<IReadOnlyList<CredentialProfile>> ReadAsync(BoundCredential rejected, IPipelineThread pipeline) =>
        pipeline.InvokeAsync(context => Read(rejected, context, pipeline));

    private IReadOnlyList<CredentialProfile> Read(BoundCredential rejected, SecretReadContext context, IActivity activity)
    {
        reading.Wait(context.Stopping);
        try
        {
            if (readFor != rejected || clock.Monotonic >= goodUntil)
            {
                profiles = ReadAll(context, activity);
                readFor = rejected;
                goodUntil = clock.Monotonic + TokenSlot.RejectionMemory;
            }

            return profiles;
        }
        finally
        {
            reading.Release();
        }
    }

    private List<CredentialProfile> ReadAll(SecretReadContext context, IActivity activity)
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
            // The rejection is the error; that there was nothing new to take up explains it.
            activity.Warning($"Walmart no longer accepts the credential, and it could not be read again: {e.Message}");
        }

        return read;
    }
}
