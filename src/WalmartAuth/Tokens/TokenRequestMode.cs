namespace WalmartAuth.Tokens;

/// <summary>Which token a caller accepts.</summary>
internal enum TokenRequestMode
{
    /// <summary>Any token that is valid now.</summary>
    Use,

    /// <summary>Any token that is valid now; asks Walmart even if it has just rejected this credential. For Connect and Test.</summary>
    Connect,

    /// <summary>A new token in any case.</summary>
    Force,

    /// <summary>A newer token than the one that Walmart rejected.</summary>
    Replace,
}
