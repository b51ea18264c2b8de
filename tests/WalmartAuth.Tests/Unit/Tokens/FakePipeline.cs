using System.Collections.Concurrent;
using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A cmdlet whose pipeline thread is free, or busy until the test says otherwise.</summary>
internal sealed class FakePipeline : ICmdletOutput, IVaultHost
{
    private readonly ConcurrentQueue<Action> waiting = new();

    public bool IsBusy { get; set; }

    public int Asked => waiting.Count;

    public ConcurrentQueue<string> Warnings { get; } = new();

    public bool IsVerbose => false;

    public bool IsDebug => false;

    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Progress(ProgressState progress)
    {
    }

    public Task<T> InvokeAsync<T>(Func<SecretReadContext, T> function)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(() =>
        {
            try
            {
                done.SetResult(function(new SecretReadContext(null!, default)));
            }
            catch (PipelineStoppedException)
            {
                done.SetCanceled();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        if (!IsBusy)
        {
            Free();
        }

        return done.Task;
    }

    /// <summary>Runs the work for the pipeline thread.</summary>
    public void Free()
    {
        IsBusy = false;
        while (waiting.TryDequeue(out var action))
        {
            action();
        }
    }
}
