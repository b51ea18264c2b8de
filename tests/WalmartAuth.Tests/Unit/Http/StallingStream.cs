namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A body that hangs until it is closed, and then fails like a closed one. The action runs at the first read.</summary>
internal sealed class StallingStream(Action reading, Exception? failure = null) : BodyStream
{
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        reading();
        await closed.Task;
        throw failure ?? new ObjectDisposedException(nameof(StallingStream));
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        closed.TrySetResult();
        base.Dispose(disposing);
    }
}
