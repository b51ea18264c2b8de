namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A body in equal pieces; time passes with each of them.</summary>
internal sealed class TickingStream(int reads, int size, Action tick) : BodyStream
{
    private int left = reads * size;

    public override int Read(byte[] buffer, int offset, int count)
    {
        tick();
        var read = Math.Min(left, Math.Min(size, count));
        left -= read;
        return read;
    }
}
