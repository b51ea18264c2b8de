using OpenQA.Selenium;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Module;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Emulator;

/// <summary>Takes the picture for docs/emulator.md and README: the page with the module under load, a revocation and a bad day. CONTRIBUTING.md has the command.</summary>
public sealed class LivePagePicture(Browser browser) : EmulatorTests, IClassFixture<Browser>
{
    private static readonly string[] Paths = ["/v3/orders?limit=20", "/v3/orders?status=Created", "/v3/items?limit=20", "/v3/inventories?limit=20", "/v3/returns?limit=10", "/v3/items/SKU-000001", "/v3/items/SKU-000002"];
    private readonly Random random = new(7);

    [Fact(Explicit = true)]
    public async Task The_picture_of_the_page_under_load()
    {
        await using var gateway = await FreshGateway.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Default with { Accounts = Sellers } });
        foreach (var seller in Sellers)
        {
            Host.Run("Connect-Walmart -Credential $key -Program Marketplace -BaseUri $base -SessionName $name", ("key", ModuleHost.Credential(seller)), ("base", gateway.Marketplace.AbsoluteUri), ("name", seller.Name));
        }

        gateway.SetLimit("GET /v3/returns", new EndpointLimit { Size = 50, PerSecond = 0.8 });
        gateway.SetLimit("GET /v3/items", new EndpointLimit { Size = 300, PerSecond = 5 });
        browser.Show(new Uri(gateway.Marketplace, "_emulator/"), 1280, 740);
        browser.Until("document.getElementById('link').textContent === 'Live'");
        for (var second = 0; second < 50; second++)
        {
            switch (second)
            {
                case 12:
                    browser.Click("revoke");
                    break;
                case 20:
                    gateway.Faults.Add(Fault.Status(429, "/v3/inventories") with { Times = 4 }, Fault.Status(503, "/v3/orders") with { After = 2, Times = 3 });
                    break;
                case 30:
                    gateway.TokenLifetime = TimeSpan.FromSeconds(40);
                    browser.Click("expire");
                    break;
                case 49:
                    gateway.Revoke(Host.Run("Get-WalmartToken -Session web -AsPlainText -NoMask").Output[0].ToString()!);
                    break;
            }

            for (var turn = random.Next(2, 9); turn > 0; turn--)
            {
                Host.Run("$null = Invoke-WalmartApi $path -Session $name -AsResult", ("path", Paths[random.Next(Paths.Length)]), ("name", Sellers[random.Next(Sellers.Length)].Name));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken);
        }

        ((ITakesScreenshot)browser.Driver).GetScreenshot().SaveAsFile(Path.Combine(Repository.Root, "docs", "emulator.png"));
    }

    private static EmulatedAccount[] Sellers => [.. new[] { "north", "south", "web" }.Select((name, i) => DefaultAccounts.Shop(i + 1) with { Name = name, Shop = i + 1 })];
}
