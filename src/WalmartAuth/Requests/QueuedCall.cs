namespace WalmartAuth.Requests;

/// <summary>A call in the queue, with its first page once it is there.</summary>
internal sealed class QueuedCall
{
    private readonly TaskCompletionSource<CallPage> first = new();

    public QueuedCall(ApiCall call) => Call = call;

    public ApiCall Call { get; }

    public Task<CallPage> First => first.Task;

    /// <summary>Asks for the first page; whatever goes wrong is the task's.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            first.SetResult(await Call.NextAsync(cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            first.SetCanceled();
        }
        catch (Exception e)
        {
            first.SetException(e);
        }
    }
}
