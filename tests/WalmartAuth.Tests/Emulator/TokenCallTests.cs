using System.Net;
using System.Xml.Linq;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class TokenCallTests
{
    [Fact]
    public async Task Good_credentials_get_a_long_opaque_token_and_no_refresh_token()
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.MarketplaceProduction)));
        var body = await EmulatorClient.JsonAsync(answer);
        Assert.Equal(1000, body.GetProperty("access_token").GetString()!.Length);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(900, body.GetProperty("expires_in").GetInt32());
        Assert.False(body.TryGetProperty("refresh_token", out _));
        Assert.Single(answer.Headers.GetValues("WM_QOS.CORRELATION_ID"));
    }

    [Fact]
    public async Task Each_site_takes_the_credentials_of_its_environment_and_program_only()
    {
        await using var client = await EmulatorClient.StartAsync();
        var gateway = client.Gateway;
        EmulatedAccount[] accounts =
            [DefaultAccounts.MarketplaceProduction, DefaultAccounts.SupplierProduction, DefaultAccounts.MarketplaceSandbox, DefaultAccounts.SupplierSandbox];
        var accepted = new List<string>();
        foreach (var site in new[] { gateway.Marketplace, gateway.Supplier, gateway.Sandbox })
        {
            foreach (var account in accounts)
            {
                using var answer = await client.SendAsync(client.TokenRequest(site, EmulatorClient.Basic(account)));
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized);
                if (answer.IsSuccessStatusCode)
                {
                    accepted.Add($"{(site == gateway.Marketplace ? "M" : site == gateway.Supplier ? "S" : "X")} {account.Name}");
                }
            }
        }

        Assert.Equal(["M marketplace-production", "S supplier-production", "X marketplace-sandbox", "X supplier-sandbox"], accepted);
    }

    [Theory]
    [InlineData("WM_SVC.NAME", null, "400 INVALID_REQUEST_HEADER WM_SVC.NAME")]
    [InlineData("WM_SVC.NAME", " ", "400 INVALID_REQUEST_HEADER WM_SVC.NAME")]
    [InlineData("WM_QOS.CORRELATION_ID", null, "400 INVALID_REQUEST_HEADER WM_QOS.CORRELATION_ID")]
    [InlineData("WM_MARKET", "CA", "400 INVALID_REQUEST_HEADER WM_MARKET")]
    public async Task A_missing_or_wrong_header_is_named(string name, string? value, string error)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.MarketplaceProduction), headers: (name, value)));
        Assert.Equal(error, await EmulatorClient.ErrorAsync(answer));
    }

    [Fact]
    public async Task A_line_break_inside_the_encoded_pair_is_a_wrong_secret()
    {
        await using var client = await EmulatorClient.StartAsync();
        var account = DefaultAccounts.MarketplaceProduction;
        using var answer = await client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(account.ClientId, account.ClientSecret + "\n")));
        Assert.Equal("401 UNAUTHORIZED UNAUTHORIZED", await EmulatorClient.ErrorAsync(answer));
    }

    [Fact]
    public async Task Bad_credentials_can_take_the_form_of_a_400()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.CredentialRejection400));
        using var answer = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic("nobody", "nothing")));
        Assert.Equal("400 INVALID_REQUEST_HEADER Authorization", await EmulatorClient.ErrorAsync(answer));
    }

    [Theory]
    [InlineData("grant_type=password")]
    [InlineData("")]
    [InlineData("grant_type=client_credentials&client_id=x")]
    public async Task A_wrong_form_is_a_400(string form)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.MarketplaceProduction), form));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_code_is_good_once_and_the_refresh_answer_holds_no_refresh_token()
    {
        await using var client = await EmulatorClient.StartAsync();
        var provider = DefaultAccounts.SolutionProvider;
        var exchange = $"grant_type=authorization_code&code={provider.AuthorizationCode}&redirect_uri={Uri.EscapeDataString(provider.RedirectUri!)}";
        using var withoutPartner = await SendAsync(exchange, null);
        Assert.Equal("400 INVALID_REQUEST_HEADER WM_PARTNER.ID", await EmulatorClient.ErrorAsync(withoutPartner));

        using var first = await SendAsync(exchange, provider.PartnerId);
        var refresh = (await EmulatorClient.JsonAsync(first)).GetProperty("refresh_token").GetString();
        Assert.Equal(provider.RefreshToken, refresh);
        using var second = await SendAsync(exchange, provider.PartnerId);
        Assert.Equal("400 INVALID_REQUEST code", await EmulatorClient.ErrorAsync(second));

        using var renewed = await SendAsync($"grant_type=refresh_token&refresh_token={refresh}", provider.PartnerId);
        Assert.False((await EmulatorClient.JsonAsync(renewed)).TryGetProperty("refresh_token", out _));

        Task<HttpResponseMessage> SendAsync(string form, string? partner) => client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(provider), form, ("WM_PARTNER.ID", partner)));
    }

    [Theory]
    [InlineData(null, "OAuthTokenDTO", "")]
    [InlineData("oAuthToken", "oAuthToken", "")]
    [InlineData("ns2", "OAuthTokenDTO", "http://walmart.com/")]
    [InlineData("namespace", "OAuthTokenDTO", "http://walmart.com/")]
    public async Task Without_json_in_Accept_or_by_fault_the_answer_is_XML(string? variant, string root, string ns)
    {
        await using var client = await EmulatorClient.StartAsync();
        if (variant is not null)
        {
            client.Gateway.Faults.Add(Fault.Of(FaultKind.TokenAnswerXml, value: variant));
        }

        using var answer = await client.SendAsync(client.TokenRequest(
            client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.MarketplaceProduction), headers: ("Accept", variant is null ? "application/xml" : "application/json")));
        var xml = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        Assert.Equal(XName.Get(root, ns), xml.Name);
        Assert.Equal("900", xml.Element(XName.Get("expiresIn", ns))!.Value);
    }

    [Fact]
    public async Task A_rotated_secret_takes_the_place_of_the_old_one()
    {
        await using var client = await EmulatorClient.StartAsync();
        var account = DefaultAccounts.MarketplaceProduction;
        client.Gateway.RotateSecret(account.ClientId, "the-next-one");
        using var old = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(account)));
        using var next = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(account.ClientId, "the-next-one")));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (old.StatusCode, next.StatusCode));
    }

    [Fact]
    public async Task The_token_answer_can_lie_about_its_life_and_repeat_itself()
    {
        await using var client = await EmulatorClient.StartAsync();
        var first = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.DuplicateToken), Fault.Of(FaultKind.ExpiresIn, value: "\"soon\""));
        using var answer = await client.SendAsync(client.TokenRequest(client.Gateway.Marketplace, EmulatorClient.Basic(DefaultAccounts.MarketplaceProduction)));
        var body = await EmulatorClient.JsonAsync(answer);
        Assert.Equal(first, body.GetProperty("access_token").GetString());
        Assert.Equal("soon", body.GetProperty("expires_in").GetString());
        Assert.NotEqual(first, await client.TokenAsync());
    }
}
