using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>
/// Lets one vault command run at a time in the process, because SecretManagement is not safe for concurrent callers. A
/// waiting caller is notified after a second and gives up after a minute; the one that reads can only be asked to stop.
/// </summary>
internal sealed class VaultTurn
{
    public static readonly VaultTurn Shared = new(SystemClock.Instance);

    internal static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly AsyncLocal<bool> isReading = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly IClock clock;
    private string? reader;
    private int readingThread;

    public VaultTurn(IClock clock) => this.clock = clock;

    /// <summary>Takes the turn; dispose the result to give it back.</summary>
    /// <param name="what">The command and what it reads, for callers that wait for it.</param>
    /// <param name="tell">Called once, with the command that is waited for, if the wait is long.</param>
    /// <param name="stopping">Cancelled when the pipeline is stopped.</param>
    /// <exception cref="WalmartException">VaultBusy: called from within a vault command, or the wait took too long.</exception>
    public IDisposable Take(string what, Action<string> tell, CancellationToken stopping)
    {
        // Otherwise, a vault extension that connects to Walmart to read its secret would wait for itself.
        if (isReading.Value || (reader is not null && readingThread == Environment.CurrentManagedThreadId))
        {
            throw new WalmartException(WalmartErrorId.VaultBusy, CredentialMessages.VaultCallsItself(what, reader), target: what, recommendedAction: CredentialMessages.ConnectInsideExtension);
        }

        if (!turn.Wait(0, stopping))
        {
            WaitForTurn(what, tell, stopping);
        }

        isReading.Value = true;
        readingThread = Environment.CurrentManagedThreadId;
        reader = what;
        return new Holder(this);
    }

    private void WaitForTurn(string what, Action<string> tell, CancellationToken stopping)
    {
        using var givingUp = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var entering = turn.WaitAsync(givingUp.Token);
        if (IsDone(entering, ToldAfter, stopping))
        {
            return;
        }

        var ahead = reader ?? CredentialMessages.AnotherVaultCommand;
        tell(CredentialMessages.WaitingForVault(ahead));
        if (IsDone(entering, Limit - ToldAfter, stopping))
        {
            return;
        }

        givingUp.Cancel();
        try
        {
            entering.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new WalmartException(WalmartErrorId.VaultBusy, CredentialMessages.VaultIsBusy(what, ahead, Limit.TotalSeconds), target: what);
        }
    }

    // Runs on the pipeline thread, like the vault command itself, which PowerShell runs there.
    private bool IsDone(Task entering, TimeSpan time, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task.WhenAny(entering, clock.Delay(time, enough.Token)).GetAwaiter().GetResult();
        enough.Cancel();
        stopping.ThrowIfCancellationRequested();
        return entering.IsCompleted;
    }

    private sealed class Holder : IDisposable
    {
        private readonly VaultTurn owner;

        public Holder(VaultTurn owner) => this.owner = owner;

        public void Dispose()
        {
            owner.isReading.Value = false;
            owner.reader = null;
            owner.turn.Release();
        }
    }
}
