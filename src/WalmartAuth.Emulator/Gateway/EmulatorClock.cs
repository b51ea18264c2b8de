namespace WalmartAuth.Emulator;

/// <summary>The gateway's idea of the time: the machine's, shifted.</summary>
internal sealed class EmulatorClock
{
    private long _offset;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public DateTimeOffset Now => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref _offset));
}
