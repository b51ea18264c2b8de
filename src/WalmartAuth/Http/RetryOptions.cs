namespace WalmartAuth.Http;

/// <summary>How often and how long one logical call may be tried (contract §5, §6).</summary>
internal sealed record RetryOptions
{
    /// <summary>How many times a call is sent again at the most; the token's renewal after a 401 does not count.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>A fixed time between tries in place of the growing one; what Walmart asks for still goes before it.</summary>
    public TimeSpan? RetryInterval { get; init; }

    /// <summary>All waits of the call together.</summary>
    public TimeSpan MaximumWait { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Also send writes again after an answer that does not tell whether the first one took effect.</summary>
    public bool RetryWrites { get; init; }
}
