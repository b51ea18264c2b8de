namespace WalmartAuth.Emulator;

/// <summary>Writes no faster than it is told, in twenty steps a second.</summary>
internal sealed class PacedStream(Stream inner, int bytesPerSecond, CancellationToken gone) : Stream
{
    private const int StepsPerSecond = 20;
    private readonly int _step = Math.Max(1, bytesPerSecond / StepsPerSecond);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < buffer.Length; at += _step)
        {
            var length = Math.Min(_step, buffer.Length - at);
            await inner.WriteAsync(buffer.Slice(at, length), gone);
            await inner.FlushAsync(gone);
            await Task.Delay(TimeSpan.FromSeconds((double)length / bytesPerSecond), gone);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
