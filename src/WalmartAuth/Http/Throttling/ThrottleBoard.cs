using System.Collections.Concurrent;

namespace WalmartAuth.Http.Throttling;

/// <summary>The buckets of one session, by endpoint: the method and the path template (contract §6: per seller and per endpoint).</summary>
internal sealed class ThrottleBoard
{
    // Literal paths (an order number in each) would otherwise add up for ever.
    private const int MaximumEndpoints = 4096;

    private readonly ConcurrentDictionary<string, EndpointBucket> buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The bucket of an endpoint.</summary>
    public EndpointBucket Of(string endpoint)
    {
        // Counting locks the whole board, so it is left to new endpoints.
        if (buckets.TryGetValue(endpoint, out var known))
        {
            return known;
        }

        if (buckets.Count > MaximumEndpoints)
        {
            buckets.Clear();
        }

        return buckets.GetOrAdd(endpoint, _ => new EndpointBucket());
    }
}
