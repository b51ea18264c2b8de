using System.Diagnostics.CodeAnalysis;

namespace WalmartAuth.Emulator;

/// <summary>The faults that are on. For a request, the first fault of a kind that matches counts; faults of different kinds go together.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private volatile PlannedFault[] _faults = [];

    /// <summary>Switches a fault on.</summary>
    public void Add(Fault fault) => Add(new PlannedFault(fault));

    /// <summary>Switches faults on.</summary>
    public void Add(params IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <summary>Holds every matching request, before it is looked at, until it is released.</summary>
    /// <param name="path">As <see cref="Fault.PathPrefix"/>.</param>
    /// <param name="method">As <see cref="Fault.Method"/>.</param>
    public HeldFault Hold(string? path = null, string? method = null)
    {
        var hold = new HeldFault();
        Add(new PlannedFault(new Fault { Kind = FaultKind.Hold, PathPrefix = path, Method = method, Times = null }, hold));
        return hold;
    }

    /// <summary>Switches a fault off that is still on; the same record as was added.</summary>
    public void Remove(Fault fault)
    {
        lock (_gate)
        {
            _faults = [.. _faults.Where(planned => planned.Fault != fault)];
        }
    }

    /// <summary>Switches all faults off and releases what is held.</summary>
    public void Clear()
    {
        PlannedFault[] gone;
        lock (_gate)
        {
            gone = _faults;
            _faults = [];
        }

        foreach (var planned in gone)
        {
            planned.Hold?.Release();
        }
    }

    /// <summary>The faults that were added and how often each has struck.</summary>
    public IReadOnlyList<(Fault Fault, int Hits)> Snapshot() => [.. _faults.Select(planned => (planned.Fault, planned.Hits))];

    internal bool TryTake(FaultKind kind, Exchange exchange, [NotNullWhen(true)] out Fault? fault)
    {
        fault = TryTake(kind, exchange)?.Fault;
        return fault is not null;
    }

    internal bool Takes(FaultKind kind, Exchange exchange) => TryTake(kind, exchange) is not null;

    /// <summary>Whether a fault of one of these kinds was added, spent or not.</summary>
    internal bool Any(FaultKind first, FaultKind second) => _faults.Any(planned => planned.Fault.Kind == first || planned.Fault.Kind == second);

    internal PlannedFault? TryTake(FaultKind kind, Exchange exchange)
    {
        foreach (var planned in _faults)
        {
            if (planned.Fault.Kind == kind && planned.Fault.Matches(exchange.Method, exchange.Path) && planned.Meets())
            {
                return planned;
            }
        }

        return null;
    }

    private void Add(PlannedFault fault)
    {
        lock (_gate)
        {
            _faults = [.. _faults, fault];
        }
    }
}
