using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>
/// Retries a read of a vault while another process writes it. SecretStore keeps one file for all its vaults and rewrites the
/// whole file, so a read of any secret may fail for a moment.
/// </summary>
internal sealed class VaultRetry
{
    public static readonly VaultRetry Shared = new(SystemClock.Instance);

    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly IClock clock;

    public VaultRetry(IClock clock) => this.clock = clock;

    /// <summary>Reads, and retries after random pauses for up to two seconds. Runs on the pipeline thread, like the read itself.</summary>
    public T Read<T>(Func<T> read, CancellationToken stopping)
    {
        var until = clock.Monotonic + Limit;
        while (true)
        {
            try
            {
                return read();
            }
            catch (RuntimeException e) when (VaultErrors.IsSharingViolation(e) && clock.Monotonic < until)
            {
                clock.Delay(TimeSpan.FromTicks((long)(LongestPause.Ticks * clock.NextRandom())), stopping).GetAwaiter().GetResult();
            }
        }
    }
}
