namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A body whose connection breaks after some bytes.</summary>
internal sealed class BreakingStream(int bytes) : BodyStream
{
    private int left = bytes;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (left == 0)
        {
            throw new IOException("The connection was reset.");
        }

        var read = Math.Min(left, count);
        left -= read;
        return read;
    }
}
