namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A body of equal pieces; time passes with each of them.</summary>
internal sealed class TickingStream(int reads, int size, Action tick) : Stream
{
    private int left = reads * size;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        tick();
        var read = Math.Min(left, Math.Min(size, count));
        left -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
