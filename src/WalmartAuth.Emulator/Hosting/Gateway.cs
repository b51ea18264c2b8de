namespace WalmartAuth.Emulator;

/// <summary>Everything behind the listeners, put together.</summary>
internal sealed class Gateway
{
    public Gateway(EmulatorConfiguration configuration, RequestLines lines, GatewayEmulator emulator, Func<Uri> files)
    {
        Settings = new GatewaySettings(configuration);
        Accounts = new AccountDirectory(configuration);
        Tokens = new TokenStore(Clock, Settings);
        Throttle = new Throttle(configuration, Clock, Faults);
        Gate = new RequestGate(Tokens, Throttle);
        Middleware = new GatewayMiddleware(Received, new FaultGate(Faults, Settings), Faults, new AnswerWriter(Faults, Clock), lines);

        var pages = new PageCache();
        var paging = new Paging(Faults, files);
        var items = new ItemRows(configuration.Seeds);
        var reports = new ReportRows(configuration.Seeds.Items, configuration.ReportPolls);
        IEndpoints[] groups =
        [
            new TokenEndpoints(Accounts, Tokens, configuration, Settings, Faults),
            new OrdersEndpoints(new OrderRows(configuration.Seeds.Orders), pages, paging),
            new ItemsEndpoints(items, pages, paging, new ItemScrolls(Clock, configuration.ItemCursorChanges)),
            new InventoryEndpoints(items, configuration.Seeds, pages, paging),
            new PriceEndpoints(items, pages),
            new StatusEndpoints(Clock),
            new ReturnsEndpoints(configuration.Seeds.Returns, pages, paging),
            new FeedsEndpoints(new FeedRows(configuration.Seeds.Feeds), configuration, Clock, Faults),
            new ReportsEndpoints(reports, Clock, files),
            new FilesEndpoints(reports, Faults),
            new LabelsEndpoints(),
            new HelperEndpoints(),
            new ControlEndpoints(emulator),
        ];
        Routes = [.. groups.SelectMany(group => group.Routes)];
    }

    public EmulatorClock Clock { get; } = new();

    public FaultPlan Faults { get; } = new();

    public RequestLog Received { get; } = new();

    public GatewaySettings Settings { get; }

    public AccountDirectory Accounts { get; }

    public TokenStore Tokens { get; }

    public Throttle Throttle { get; }

    public RequestGate Gate { get; }

    public GatewayMiddleware Middleware { get; }

    public IReadOnlyList<Route> Routes { get; }
}
