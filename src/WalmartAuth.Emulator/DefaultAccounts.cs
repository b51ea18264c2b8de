namespace WalmartAuth.Emulator;

/// <summary>The accounts of the emulator without a configuration file. None of them exists at Walmart.</summary>
public static class DefaultAccounts
{
    /// <summary>A channel id that <see cref="ChannelBound"/> asks for.</summary>
    public const string Channel = "7b2c8be1-30d4-4a6f-93a5-5b6f7f1f9e21";

    /// <summary>Marketplace, Production, every market, every scope.</summary>
    public static EmulatedAccount MarketplaceProduction { get; } = new()
    {
        Name = "marketplace-production",
        Markets = ["us", "ca", "mx", "cl"],
        ClientId = "c0ffee01-7a11-4e3a-9d52-0a1b2c3d4e01",
        ClientSecret = "Emulator-Only_Marketplace_Production_9tGkQ2vWm4XrZ7bN",
        PartnerId = "10001000101",
        Scopes = Everything(),
    };

    /// <summary>Supplier, Production.</summary>
    public static EmulatedAccount SupplierProduction { get; } = new()
    {
        Name = "supplier-production",
        Program = AccountProgram.Supplier,
        ClientId = "c0ffee02-7a11-4e3a-9d52-0a1b2c3d4e02",
        ClientSecret = "Emulator-Only_Supplier_Production_4hPwL8sDq1YcV6mJ",
        PartnerId = "10001000102",
        Scopes = Everything(),
    };

    /// <summary>Marketplace, Sandbox, every market.</summary>
    public static EmulatedAccount MarketplaceSandbox { get; } = new()
    {
        Name = "marketplace-sandbox",
        Environment = AccountEnvironment.Sandbox,
        Markets = ["us", "ca", "mx", "cl"],
        ClientId = "c0ffee03-7a11-4e3a-9d52-0a1b2c3d4e03",
        ClientSecret = "Emulator-Only_Marketplace_Sandbox_2nRfT5xKe8BzH3uA",
        PartnerId = "10001000103",
        Scopes = Everything(),
    };

    /// <summary>Supplier, Sandbox.</summary>
    public static EmulatedAccount SupplierSandbox { get; } = new()
    {
        Name = "supplier-sandbox",
        Environment = AccountEnvironment.Sandbox,
        Program = AccountProgram.Supplier,
        ClientId = "c0ffee04-7a11-4e3a-9d52-0a1b2c3d4e04",
        ClientSecret = "Emulator-Only_Supplier_Sandbox_6jMvC9wSg7EaU1pD",
        PartnerId = "10001000104",
        Scopes = Everything(),
    };

    /// <summary>Marketplace, Production, United States only: can read orders but not change them, and has no reports.</summary>
    public static EmulatedAccount Restricted { get; } = new()
    {
        Name = "restricted",
        ClientId = "c0ffee05-7a11-4e3a-9d52-0a1b2c3d4e05",
        ClientSecret = "Emulator-Only_Restricted_Marketplace_3kYxN6qHf2LtB8oR",
        PartnerId = "10001000105",
        Scopes = Everything(("orders", "view_only"), ("reports", "no_access")),
    };

    /// <summary>A solution provider on Marketplace, Production, with a code to exchange and a refresh token (contract §9).</summary>
    public static EmulatedAccount SolutionProvider { get; } = new()
    {
        Name = "solution-provider",
        Markets = ["us", "ca", "mx"],
        ClientId = "c0ffee06-7a11-4e3a-9d52-0a1b2c3d4e06",
        ClientSecret = "Emulator-Only_SolutionProvider_7dJcF4zPw5QiG9sM",
        PartnerId = "10001000106",
        Scopes = Everything(),
        AuthorizationCode = "Emulator-Only_Code_5F1D0C7A93E24B6880AA",
        RedirectUri = "https://partner.example/walmart/callback",
        RefreshToken = "Emulator-Only_Refresh_8C2E6B1F4D7A4093B5E1C9D2F6A87B30",
    };

    /// <summary>Marketplace, Production, with a required <c>WM_CONSUMER.CHANNEL.TYPE</c>.</summary>
    public static EmulatedAccount ChannelBound { get; } = new()
    {
        Name = "channel-bound",
        ClientId = "c0ffee07-7a11-4e3a-9d52-0a1b2c3d4e07",
        ClientSecret = "Emulator-Only_ChannelBound_Marketplace_1wXeR7uVa6OkS4hT",
        PartnerId = "10001000107",
        ChannelType = Channel,
        Scopes = Everything(),
    };

    /// <summary>A shop of <see cref="EmulatorConfiguration.Shops"/>: Marketplace, Production, United States. Its name is <c>shop-07</c> for 7, and its id and secret can be computed from the number.</summary>
    /// <param name="number">From 1 to the number of shops.</param>
    public static EmulatedAccount Shop(int number) => new()
    {
        Name = $"shop-{number:D2}",
        ClientId = $"c0ffee00-7a11-4e3a-9d52-{number:D12}",
        ClientSecret = $"Emulator-Only_shop-{number:D2}_5hZtW9pCk3XrM7vB",
        PartnerId = $"2000{number:D7}",
        Scopes = Everything(),
        Shop = number,
    };

    /// <summary>All of them except the shops.</summary>
    public static IReadOnlyList<EmulatedAccount> All { get; } =
        [MarketplaceProduction, SupplierProduction, MarketplaceSandbox, SupplierSandbox, Restricted, SolutionProvider, ChannelBound];

    private static Dictionary<string, string> Everything(params (string Scope, string Level)[] exceptions)
    {
        var scopes = AccessLevel.Scopes.ToDictionary(scope => scope, _ => AccessLevel.Full);
        foreach (var (scope, level) in exceptions)
        {
            scopes[scope] = level;
        }

        return scopes;
    }
}
