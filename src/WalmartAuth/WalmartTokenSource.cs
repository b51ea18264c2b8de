namespace WalmartAuth;

/// <summary>Where a session's access token comes from.</summary>
public enum WalmartTokenSource
{
    /// <summary>This process requested it.</summary>
    Requested,

    /// <summary>Another process requested it, and this one took it from the vault that -TokenVault names.</summary>
    Shared,

    /// <summary>The caller supplied it.</summary>
    Supplied,
}
