using System.Management.Automation;
using WalmartAuth.Credentials;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit;

/// <summary>A read of a vault during a write by another process.</summary>
public sealed class VaultRetryTests
{
    // The text of SecretStore; the system's exception is not passed on.
    private const string Violation = "Unable to read from local store file with error: The process cannot access the file 'storefile' because it is being used by another process.";

    private readonly FakeClock clock = new() { Random = 0.4, AdvancesByItself = true };

    [Fact]
    public void Is_retried_after_a_random_pause_until_it_succeeds()
    {
        var reads = 0;

        var read = new VaultRetry(clock).Read(() => ++reads < 4 ? throw new RuntimeException(Violation) : "secret", CancellationToken.None);

        Assert.Equal("secret", read);
        Assert.Equal(3, clock.Delays.Count);
        Assert.All(clock.Delays, d => Assert.Equal(TimeSpan.FromMilliseconds(100), d));
    }

    [Fact]
    public void Is_given_up_after_two_seconds()
    {
        var started = clock.Monotonic;

        Assert.Throws<RuntimeException>(() => new VaultRetry(clock).Read<string>(() => throw new RuntimeException(Violation), CancellationToken.None));
        Assert.Equal(TimeSpan.FromSeconds(2), clock.Monotonic - started);
    }

    [Fact]
    public void Any_other_failure_is_reported_at_once()
    {
        Assert.Throws<RuntimeException>(() => new VaultRetry(clock).Read<string>(() => throw new RuntimeException("The vault is on fire."), CancellationToken.None));
        Assert.Empty(clock.Delays);
    }
}
