namespace WalmartAuth.Emulator;

/// <summary>How many rows of each kind the emulator pretends to hold. Rows are made when asked for, so large numbers cost no memory.</summary>
public sealed record SeedSizes
{
    /// <summary>Orders.</summary>
    public int Orders { get; init; } = 250;

    /// <summary>Items, which are also the catalog and the supplier's items.</summary>
    public int Items { get; init; } = 500;

    /// <summary>Inventories; at most the number of items is sensible.</summary>
    public int Inventories { get; init; } = 300;

    /// <summary>Returns.</summary>
    public int Returns { get; init; } = 40;

    /// <summary>Feeds that were there before the first upload.</summary>
    public int Feeds { get; init; } = 120;

    /// <summary>Least number of bytes of an item's row, reached by a long description; 0 for none. 1,024 makes a page of 200 items about 200 KB.</summary>
    public int RowBytes { get; init; }
}
