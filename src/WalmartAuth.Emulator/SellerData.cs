namespace WalmartAuth.Emulator;

/// <summary>The rows of one account: generated from their number, with the changes of calls.</summary>
internal sealed class SellerData
{
    public SellerData(EmulatedAccount account, EmulatorConfiguration configuration, EmulatorClock clock)
    {
        var seeds = account.Seeds ?? configuration.Seeds;
        Account = account;
        Seeds = seeds;
        Orders = new OrderRows(seeds, account.Shop);
        Items = new ItemRows(seeds, account.Shop);
        Returns = new ReturnRows(seeds.Returns, account.Shop);
        Feeds = new FeedRows(seeds.Feeds, account.Shop);
        Reports = new ReportRows(configuration.ReportPolls);
        ItemCursors = new ItemCursors(clock, configuration.ItemCursorChanges);
    }

    public EmulatedAccount Account { get; }

    public SeedSizes Seeds { get; }

    public OrderRows Orders { get; }

    public ItemRows Items { get; }

    public ReturnRows Returns { get; }

    public FeedRows Feeds { get; }

    public ReportRows Reports { get; }

    public ItemCursors ItemCursors { get; }
}
