namespace WalmartAuth.Tests.Support;

/// <summary>How long a test waits for what must happen before it fails: long for a busy machine, short for a mutation run, where many a wait is in vain.</summary>
internal static class Patience
{
#if MUTATION
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
#else
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
#endif
}
