namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A body whose connection breaks after some bytes.</summary>
internal sealed class BreakingStream(int bytes, string message = "The connection was reset.") : BodyStream
{
    private int left = bytes;

    public bool IsDisposed { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (left == 0)
        {
            throw new IOException(message);
        }

        var read = Math.Min(left, count);
        left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
