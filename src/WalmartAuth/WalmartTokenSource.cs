namespace WalmartAuth;

/// <summary>The source of a session's access token.</summary>
public enum WalmartTokenSource
{
    /// <summary>This process requested it.</summary>
    Requested,

    /// <summary>Another process requested it, and this one read it from the vault in -TokenVault.</summary>
    Shared,

    /// <summary>The caller supplied it.</summary>
    Supplied,
}
