using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Commands;

/// <summary>
/// The one place where a cmdlet waits for asynchronous work. While it waits, it does what the work requests on its
/// own thread: messages, progress, reading a vault.
/// </summary>
internal sealed class CmdletDispatcher : ICmdletOutput, IVaultHost
{
    // Up to here, a spin only yields; from the 20th on, it would sleep.
    private const int Spins = 20;
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(500);

    private readonly PSCmdlet cmdlet;
    private readonly CancellationToken stopping;
    private readonly object gate = new();
    private readonly Queue<Action> queue = new();
    private readonly Action wake;

    public CmdletDispatcher(PSCmdlet cmdlet, bool isVerbose, bool isDebug, CancellationToken stopping)
    {
        this.cmdlet = cmdlet;
        this.stopping = stopping;
        wake = Wake;
        _ = stopping.Register(wake);
        IsVerbose = isVerbose;
        IsDebug = isDebug;
    }

    public bool IsVerbose { get; }

    public bool IsDebug { get; }

    public void Verbose(string message)
    {
        if (IsVerbose)
        {
            Post(() => cmdlet.WriteVerbose(DisplayText.Clean(message)));
        }
    }

    public void Debug(string message)
    {
        if (IsDebug)
        {
            Post(() => cmdlet.WriteDebug(DisplayText.Clean(message)));
        }
    }

    public void Warning(string message) => Post(() => cmdlet.WriteWarning(DisplayText.Clean(message)));

    public void Progress(ProgressState progress) => Post(() => cmdlet.WriteProgress(new ProgressRecord(progress.Id, DisplayText.Clean(progress.Activity), DisplayText.Clean(progress.Status))
    {
        PercentComplete = progress.Percent,
        SecondsRemaining = progress.SecondsLeft,
        RecordType = progress.IsDone ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    }));

    public async Task<T> InvokeAsync<T>(Func<SecretReadContext, T> function)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                completion.TrySetResult(function(new SecretReadContext(cmdlet, stopping)));
            }
            catch (PipelineStoppedException)
            {
                completion.TrySetCanceled();
                throw;
            }
            catch (Exception e)
            {
                completion.TrySetException(e);
            }
        });

        // A stopped or finished cmdlet does nothing more, and its callers must not wait forever.
        return await completion.Task.WaitAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Waits for the work and returns its result, or rethrows its exception. Returns immediately when the pipeline is stopped.</summary>
    public T Wait<T>(Task<T> work)
    {
        // As in Task.Wait: for a quick response, this thread does not sleep.
        for (var spin = default(SpinWait); !work.IsCompleted && spin.Count < Spins;)
        {
            spin.SpinOnce();
        }

        if (!work.IsCompleted)
        {
            work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(wake);
            WaitForSignal(work);
        }

        Drain();
        return work.GetAwaiter().GetResult();
    }

    private void WaitForSignal(Task work)
    {
        try
        {
            while (!work.IsCompleted)
            {
                lock (gate)
                {
                    while (queue.Count == 0 && !work.IsCompleted && !stopping.IsCancellationRequested)
                    {
                        Monitor.Wait(gate);
                    }
                }

                stopping.ThrowIfCancellationRequested();
                Drain();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The work sees the same cancellation. It gets a moment to clean up, such as a half-written file.
            _ = Task.WhenAny(work, Task.Delay(StopGrace, CancellationToken.None)).GetAwaiter().GetResult();
            _ = work.ContinueWith(w => w.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    private void Post(Action action)
    {
        lock (gate)
        {
            queue.Enqueue(action);
            Monitor.PulseAll(gate);
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }

    private void Drain()
    {
        while (Next() is { } action)
        {
            action();
        }
    }

    private Action? Next()
    {
        lock (gate)
        {
            return queue.Count > 0 ? queue.Dequeue() : null;
        }
    }
}
