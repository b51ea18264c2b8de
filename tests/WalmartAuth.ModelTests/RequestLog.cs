using Microsoft.Coyote.Rewriting;

namespace WalmartAuth.ModelTests;

/// <summary>Token requests as seen by the gateway, and the callers that are about to leave.</summary>
[SkipRewriting("Each of its members is one step of a schedule.")]
internal sealed class RequestLog
{
    private readonly HashSet<CancellationToken> underWay = [];
    private readonly HashSet<Caller> leaving = [];

    /// <summary>The number of requests.</summary>
    public int Count { get; private set; }

    /// <summary>True after a background renewal was cancelled.</summary>
    public bool HasCancelledRenewal { get; set; }

    /// <summary>Pending requests that were not cancelled.</summary>
    public int Wanted
    {
        get
        {
            var count = 0;
            foreach (var request in underWay)
            {
                count += request.IsCancellationRequested ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>False if two requests are pending that were not cancelled and that no caller is about to cancel.</summary>
    public bool IsSingle => Wanted <= 1 || leaving.Count > 0;

    /// <summary>A request starts. Returns its number, from 1.</summary>
    public int Begin(CancellationToken cancellation)
    {
        underWay.Add(cancellation);
        return ++Count;
    }

    public void End(CancellationToken cancellation) => underWay.Remove(cancellation);

    /// <summary>The caller is about to leave.</summary>
    public void Leave(Caller caller)
    {
        caller.HasLeft = true;
        if (!caller.HasEnded)
        {
            leaving.Add(caller);
        }
    }

    /// <summary>The caller's call has ended.</summary>
    public void End(Caller caller)
    {
        caller.HasEnded = true;
        leaving.Remove(caller);
    }
}
