namespace WalmartAuth;

/// <summary>The market a call is for (contract §1, §2).</summary>
public enum WalmartMarket
{
    /// <summary>United States.</summary>
    US,

    /// <summary>Canada.</summary>
    CA,

    /// <summary>Mexico.</summary>
    MX,

    /// <summary>Chile.</summary>
    CL,
}
