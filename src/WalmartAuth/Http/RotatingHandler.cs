using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>
/// Replaces its connections every 15 minutes, so that DNS changes take effect: an open connection does not look up
/// the host's address again. netstandard2.0 cannot set the lifetime of pooled connections.
/// </summary>
internal sealed class RotatingHandler : HttpMessageHandler
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly object gate = new();
    private readonly Func<HttpMessageHandler> create;
    private readonly IClock clock;
    private HttpMessageInvoker? current;
    private TimeSpan createdAt;

    public RotatingHandler(Func<HttpMessageHandler> create, IClock clock)
    {
        this.create = create;
        this.clock = clock;
    }

    /// <summary>When a request was last sent, on the monotonic clock.</summary>
    public TimeSpan LastUsed { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        GetCurrent().SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            current?.Dispose();
        }

        base.Dispose(disposing);
    }

    private HttpMessageInvoker GetCurrent()
    {
        var now = clock.Monotonic;
        lock (gate)
        {
            LastUsed = now;
            if (current is null || now - createdAt >= Lifetime)
            {
                // Not disposed: a download may still use the old one, and .NET closes its idle connections.
                current = new HttpMessageInvoker(create());
                createdAt = now;
            }

            return current;
        }
    }
}
