namespace WalmartAuth.Emulator;

/// <summary>A bucket that refills steadily: 20 an hour means one call every three minutes once it is empty (contract §6).</summary>
internal sealed class TokenBucket(EndpointLimit limit, DateTimeOffset now)
{
    private readonly Lock _gate = new();
    private double _tokens = limit.Size;
    private DateTimeOffset _at = now;

    /// <summary>Takes a call out of the bucket, if there is one.</summary>
    public (bool Taken, int Left, DateTimeOffset Next) Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now > _at)
            {
                _tokens = Math.Min(limit.Size, _tokens + ((now - _at).TotalSeconds * limit.PerSecond));
                _at = now;
            }

            var taken = _tokens >= 1;
            if (taken)
            {
                _tokens--;
            }

            var missing = Math.Floor(_tokens) + 1 - _tokens;
            var wait = limit.PerSecond > 0 ? Math.Min(missing / limit.PerSecond, 86_400) : 86_400;
            return (taken, (int)_tokens, now.AddSeconds(wait));
        }
    }
}
