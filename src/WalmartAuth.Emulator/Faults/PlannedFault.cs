namespace WalmartAuth.Emulator;

/// <summary>A fault in the plan and how often it was met.</summary>
internal sealed class PlannedFault(Fault fault, HeldFault? hold = null)
{
    private int _seen;

    public Fault Fault { get; } = fault;

    public HeldFault? Hold { get; } = hold;

    /// <summary>Counts a matching request, and says whether it is one that goes wrong.</summary>
    public bool Meets()
    {
        var seen = Interlocked.Increment(ref _seen);
        return seen > Fault.After && (Fault.Times is not { } times || seen <= Fault.After + times);
    }

    /// <summary>How often it went wrong.</summary>
    public int Hits => Math.Clamp(Volatile.Read(ref _seen) - Fault.After, 0, Fault.Times ?? int.MaxValue);
}
