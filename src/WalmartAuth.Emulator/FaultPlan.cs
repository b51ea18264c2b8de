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

    /// <summary>Holds every matching request, before any check of it, until it is released.</summary>
    /// <param name="path">As <see cref="Fault.PathPrefix"/>.</param>
    /// <param name="method">As <see cref="Fault.Method"/>.</param>
    public HeldRequest Hold(string? path = null, string? method = null)
    {
        var hold = new HeldRequest();
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

    /// <summary>Switches all faults of a kind off.</summary>
    public void Remove(FaultKind kind)
    {
        foreach (var (fault, _) in Snapshot().Where(planned => planned.Fault.Kind == kind))
        {
            Remove(fault);
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

    internal bool TryTake(FaultKind kind, RequestContext request, [NotNullWhen(true)] out Fault? fault)
    {
        fault = TryTake(kind, request)?.Fault;
        return fault is not null;
    }

    internal bool Takes(FaultKind kind, RequestContext request) => TryTake(kind, request) is not null;

    internal PlannedFault? TryTake(FaultKind kind, RequestContext request)
    {
        if (request.IsControl)
        {
            return null;
        }

        foreach (var planned in _faults)
        {
            if (planned.Fault.Kind == kind && planned.Fault.Matches(request) && planned.Meets())
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

/// <summary>Requests that wait, unanswered, until the test releases them. Made by <see cref="FaultPlan.Hold"/>.</summary>
public sealed class HeldRequest
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>How many requests have come so far, held or given up by their client.</summary>
    public int Count => Volatile.Read(ref _arrived);

    /// <summary>Ends when at least <paramref name="count"/> requests have come.</summary>
    public Task Arrived(int count = 1)
    {
        lock (_gate)
        {
            if (_arrived >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>Lets all of them go on, and all that come later.</summary>
    public void Release() => _released.TrySetResult();

    internal Task WaitAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _arrived++;
            foreach (var (count, reached) in _waiters)
            {
                if (_arrived >= count)
                {
                    reached.TrySetResult();
                }
            }
        }

        return _released.Task.WaitAsync(ct);
    }
}

/// <summary>A fault in the plan and how often it was met.</summary>
internal sealed class PlannedFault(Fault fault, HeldRequest? hold = null)
{
    private int _seen;

    public Fault Fault { get; } = fault;

    public HeldRequest? Hold { get; } = hold;

    /// <summary>How often it went wrong.</summary>
    public int Hits => Math.Clamp(Volatile.Read(ref _seen) - Fault.After, 0, Fault.Times ?? int.MaxValue);

    /// <summary>Counts a matching request, and says whether it is one that goes wrong.</summary>
    public bool Meets()
    {
        var seen = Interlocked.Increment(ref _seen);
        return seen > Fault.After && (Fault.Times is not { } times || seen <= Fault.After + times);
    }
}
