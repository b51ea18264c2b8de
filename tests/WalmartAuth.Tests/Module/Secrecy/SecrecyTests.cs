using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>No output of any cmdlet contains the secret or the token, in any form, on any path.</summary>
[Collection("ModuleContext")]
public sealed class SecrecyTests
{
    private const string Connect = "Connect-Walmart -Program Marketplace -Verbose -Debug -Credential $credential";

    private static readonly string[] Script =
    [
        Connect + " -PassThru",
        "Get-WalmartSession -Verbose -Debug; Get-WalmartSession -All",
        "Get-WalmartToken -Verbose -Debug; Get-WalmartToken -Detail; Get-WalmartToken -ForceRefresh -Verbose -Debug",
        "Invoke-WalmartApi /v3/orders -Headers $ownHeaders -Verbose -Debug",
        "Invoke-WalmartApi /v3/orders -All -AsResponse -Verbose -Debug",
        "Invoke-WalmartApi /v3/feeds -Method Post -Body @{ a = 1 } -Headers $ownHeaders -RetryWrites -Verbose -Debug -Confirm:$false",
        "1..3 | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 2 -Verbose -Debug",
        "1..3 | ForEach-Object { $_ } | Invoke-WalmartApi '/v3/anything' -ThrottleLimit 2 -Headers $ownHeaders -Verbose -Debug",
        "Invoke-WalmartApi $presigned -OutFile $file -PassThru -Verbose -Debug",
        "Invoke-WalmartApi $presigned -Verbose -Debug",
        "Invoke-WalmartApi $presigned -Method Post -WhatIf",
        "Invoke-WalmartApi $presigned.Replace('files', '[') -OutFile $file -Verbose -Debug",
        "Test-WalmartCredential -Program Marketplace -Credential $credential -Detailed -RequireScope @{ orders = 'full_access' } -Verbose -Debug",
        "Test-WalmartCredential -Program Marketplace -AccessToken $token -Detailed -Verbose -Debug",
        "Test-WalmartCredential -Session (Get-WalmartSession) -Verbose -Debug",
        "Connect-Walmart -Program Marketplace -Credential $credential -RefreshToken $refresh -PartnerId 1 -NoDefault -PassThru -Verbose -Debug",
        "Connect-Walmart -Program Marketplace -Credential $credential -AuthorizationCode $code -RedirectUri https://partner.example/ -PartnerId 1 -NoDefault -PassThru -Verbose -Debug",
        "Connect-Walmart -Program Marketplace -AccessToken $token -NoDefault -PassThru -Verbose -Debug",
        "Disconnect-Walmart -Verbose -Debug; Invoke-WalmartApi /v3/orders",
    ];

    // A status causes its own error, or a wait and a retry; each has its own messages.
    private static readonly int[] TokenStatuses = [400, 401, 429, 503];
    private static readonly int[] CallStatuses = [400, 401, 403, 404, 429, 500, 503];

    public static TheoryData<string> Modes => [.. EchoingGateway.Modes];

    [Fact]
    public void Nothing_comes_out_where_all_goes_well()
    {
        using var host = new LeakHost(EchoingGateway.Create("text", 200, _ => false));

        Run(host);

        Assert.True(host.Searched > 60, $"only {host.Searched} were searched");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Nothing_comes_out_of_a_token_call_that_echoes(string mode) =>
        Echo(mode, TokenStatuses, r => r.Address.AbsolutePath == "/v3/token");

    [Theory]
    [MemberData(nameof(Modes))]
    public void Nothing_comes_out_of_a_call_that_echoes(string mode) =>
        Echo(mode, CallStatuses, r => r.Address.AbsolutePath != "/v3/token");

    [Fact]
    public void Plain_text_is_returned_only_if_requested_by_name()
    {
        using var host = new LeakHost(EchoingGateway.Create("text", 200, _ => false));

        host.Run(Connect);
        Assert.Empty(host.Leaks);
        host.Run("Get-WalmartToken -AsPlainText -NoMask");
        Assert.NotEmpty(host.Leaks);
    }

    private static void Echo(string mode, int[] statuses, Func<SentRequest, bool> fails)
    {
        foreach (var status in EchoingGateway.HeedsStatus(mode) ? statuses : statuses[..1])
        {
            using var host = new LeakHost(EchoingGateway.Create(mode, status, fails));

            Run(host);

            Assert.NotEmpty(host.ErrorIds);
        }
    }

    private static void Run(LeakHost host)
    {
        host.Run(Script);
        Assert.True(host.Leaks.Count == 0, string.Join("\n", host.Leaks.Take(12)));
    }
}
