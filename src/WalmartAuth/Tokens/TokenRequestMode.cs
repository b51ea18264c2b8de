namespace WalmartAuth.Tokens;

/// <summary>What a caller asks of the store.</summary>
internal enum TokenRequestMode
{
    /// <summary>Any token that is good now.</summary>
    Use,

    /// <summary>Any token that is good now; ask Walmart even if it rejected this credential a moment ago. A user's own Connect or Test.</summary>
    Connect,

    /// <summary>A new token in any case.</summary>
    Force,

    /// <summary>A newer token than the one that Walmart rejected.</summary>
    Replace,
}
