namespace WalmartAuth.Emulator.Live;

/// <summary>Passes each call to the open pages; without one, it only checks an empty list.</summary>
internal sealed class LiveFeed
{
    private readonly Lock _gate = new();
    private volatile LiveListener[] _listeners = [];

    /// <summary>Whether a page is open.</summary>
    public bool IsWatched => _listeners.Length > 0;

    public void Publish(RequestContext request, int status, TimeSpan took)
    {
        var listeners = _listeners;
        if (listeners.Length == 0)
        {
            return;
        }

        var at = request.Record?.At ?? DateTimeOffset.UtcNow - took;
        LiveCall? row = null;
        foreach (var listener in listeners)
        {
            if (listener.Count(at, request.Path, status))
            {
                listener.Add(row ??= LiveCall.Of(request, at, status, took));
            }
        }
    }

    public void Add(LiveListener listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, listener];
        }
    }

    public void Remove(LiveListener listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }
}
