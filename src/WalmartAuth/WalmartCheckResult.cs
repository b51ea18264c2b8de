namespace WalmartAuth;

/// <summary>How one check of Test-WalmartCredential ended.</summary>
public enum WalmartCheckResult
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>Something is wrong; cause and next step say what.</summary>
    Failed,

    /// <summary>Not made; the cause says why.</summary>
    Skipped,
}
