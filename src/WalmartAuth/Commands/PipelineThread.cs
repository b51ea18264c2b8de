using System.Collections.Concurrent;
using System.Management.Automation;
using WalmartAuth.Http;
using WalmartAuth.Secrets;
using WalmartAuth.Sessions;

namespace WalmartAuth.Commands;

/// <summary>
/// The one place where a cmdlet waits for asynchronous work. While it waits, it does on its own thread what the work
/// asks for there: messages, progress, reading a vault.
/// </summary>
internal sealed class PipelineThread : IPipelineThread, IDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(500);

    private readonly PSCmdlet cmdlet;
    private readonly CancellationToken stopping;
    private readonly ConcurrentQueue<Action> queue = new();
    private readonly SemaphoreSlim signal = new(0);

    public PipelineThread(PSCmdlet cmdlet, bool isVerbose, bool isDebug, CancellationToken stopping)
    {
        this.cmdlet = cmdlet;
        this.stopping = stopping;
        IsVerbose = isVerbose;
        IsDebug = isDebug;
    }

    public bool IsVerbose { get; }

    public bool IsDebug { get; }

    public void Verbose(string message)
    {
        if (IsVerbose)
        {
            Post(() => cmdlet.WriteVerbose(message));
        }
    }

    public void Debug(string message)
    {
        if (IsDebug)
        {
            Post(() => cmdlet.WriteDebug(message));
        }
    }

    public void Warning(string message) => Post(() => cmdlet.WriteWarning(message));

    public void Progress(ActivityProgress progress) => Post(() => cmdlet.WriteProgress(new ProgressRecord(progress.Id, progress.Activity, progress.Status)
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

        // A cmdlet that is stopped, or over, does nothing more: who waits for it must not wait for ever.
        return await completion.Task.WaitAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Waits for the work and gives its result, or throws what it threw. Leaves at once when the pipeline is stopped.</summary>
    public T Wait<T>(Task<T> work)
    {
        if (!work.IsCompleted)
        {
            _ = work.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            WaitForSignal(work);
        }

        Drain();
        return work.GetAwaiter().GetResult();
    }

    public void Dispose() => signal.Dispose();

    private void WaitForSignal(Task work)
    {
        try
        {
            while (!work.IsCompleted)
            {
                signal.Wait(stopping);
                Drain();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The work sees the same cancellation; a moment to put things in order (a half-written file), not more.
            _ = Task.WhenAny(work, Task.Delay(StopGrace, CancellationToken.None)).GetAwaiter().GetResult();
            throw;
        }
    }

    private void Post(Action action)
    {
        queue.Enqueue(action);
        Wake();
    }

    private void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet is gone; what shared work still has to say interests nobody.
        }
    }

    private void Drain()
    {
        while (queue.TryDequeue(out var action))
        {
            action();
        }
    }
}
