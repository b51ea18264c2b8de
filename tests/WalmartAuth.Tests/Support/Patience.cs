namespace WalmartAuth.Tests.Support;

/// <summary>How long a test waits for an event before it fails: long, for a busy machine; short in a mutation run, where many waits never end.</summary>
internal static class Patience
{
#if MUTATION
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
#else
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
#endif
}
