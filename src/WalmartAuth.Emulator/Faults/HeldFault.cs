namespace WalmartAuth.Emulator;

/// <summary>Requests that wait, unanswered, until the test releases them. Made by <see cref="FaultPlan.Hold"/>.</summary>
public sealed class HeldFault
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
