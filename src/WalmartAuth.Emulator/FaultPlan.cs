using System.Diagnostics.CodeAnalysis;

namespace WalmartAuth.Emulator;

/// <summary>The active faults. For a request, the first matching fault of each kind applies; faults of different kinds combine.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private volatile PlannedFault[] _faults = [];

    /// <summary>Adds a fault.</summary>
    public void Add(Fault fault) => Add(new PlannedFault(fault));

    /// <summary>Adds faults.</summary>
    public void Add(params IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <summary>Holds every matching request, before any checks, until it is released.</summary>
    /// <param name="path">As <see cref="Fault.PathPrefix"/>.</param>
    /// <param name="method">As <see cref="Fault.Method"/>.</param>
    public HeldRequest Hold(string? path = null, string? method = null)
    {
        var hold = new HeldRequest();
        Add(new PlannedFault(new Fault { Kind = FaultKind.Hold, PathPrefix = path, Method = method, Times = null }, hold));
        return hold;
    }

    /// <summary>Removes an active fault: the same record that was added.</summary>
    public void Remove(Fault fault)
    {
        lock (_gate)
        {
            _faults = [.. _faults.Where(planned => planned.Fault != fault)];
        }
    }

    /// <summary>Removes all faults of a kind.</summary>
    public void Remove(FaultKind kind)
    {
        foreach (var (fault, _) in Snapshot().Where(planned => planned.Fault.Kind == kind))
        {
            Remove(fault);
        }
    }

    /// <summary>Removes all faults and releases held requests.</summary>
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

    /// <summary>The faults that were added, and how often each was applied.</summary>
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

/// <summary>Requests that wait until the test releases them. Created by <see cref="FaultPlan.Hold"/>.</summary>
public sealed class HeldRequest
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>The number of requests so far, held or abandoned by their client.</summary>
    public int Count => Volatile.Read(ref _arrived);

    /// <summary>Completes when at least <paramref name="count"/> requests have arrived.</summary>
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

    /// <summary>Releases all of them, and all later requests.</summary>
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

/// <summary>A fault in the plan and its counters.</summary>
internal sealed class PlannedFault(Fault fault, HeldRequest? hold = null)
{
    private int _seen;

    public Fault Fault { get; } = fault;

    public HeldRequest? Hold { get; } = hold;

    /// <summary>How often the fault was applied.</summary>
    public int Hits => Math.Clamp(Volatile.Read(ref _seen) - Fault.After, 0, Fault.Times ?? int.MaxValue);

    /// <summary>Counts a matching request, and returns whether the fault applies to it.</summary>
    public bool Meets()
    {
        var seen = Interlocked.Increment(ref _seen);
        return seen > Fault.After && (Fault.Times is not { } times || seen <= Fault.After + times);
    }
}
