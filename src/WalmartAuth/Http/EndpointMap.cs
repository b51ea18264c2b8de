using System.Collections.Concurrent;

namespace WalmartAuth.Http;

/// <summary>What one session knows of each endpoint: the method and the path template (contract §6: per seller and per endpoint).</summary>
/// <typeparam name="T">What is known of one endpoint; a new one knows nothing.</typeparam>
internal sealed class EndpointMap<T>
    where T : class, new()
{
    // Literal paths (an order number in each) would otherwise add up for ever.
    private const int MaximumEndpoints = 4096;

    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is known of an endpoint.</summary>
    public T Of(string endpoint)
    {
        // Counting locks the whole board, so it is left to new endpoints.
        if (known.TryGetValue(endpoint, out var found))
        {
            return found;
        }

        if (known.Count > MaximumEndpoints)
        {
            known.Clear();
        }

        return known.GetOrAdd(endpoint, _ => new T());
    }
}
