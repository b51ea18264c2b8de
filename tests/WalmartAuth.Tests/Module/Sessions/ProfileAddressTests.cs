using System.Collections;
using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Module.Vaults;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>A profile can specify an address and a proxy; a session with a proxy never bypasses it.</summary>
[Collection("ModuleContext")]
public sealed class ProfileAddressTests : VaultTests
{
    private static readonly EmulatedAccount Shop = DefaultAccounts.MarketplaceProduction;
    private readonly ModuleContext before = ModuleContext.Current;
    private readonly List<ProxySettings> proxies = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, new HandlerPool(proxy => new Noting(() => proxies.Add(proxy))));
    }

    public override ValueTask DisposeAsync()
    {
        ModuleContext.Current = before;
        return base.DisposeAsync();
    }

    [Fact]
    public void BaseUri_of_a_profile_is_where_its_calls_go()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("BaseUri", Vault.Gateway.Marketplace.AbsoluteUri)));

        Vault.Run("Connect-Walmart Shop; Invoke-WalmartApi /v3/orders").ThrowOnError();

        Assert.Equal(1, Vault.Gateway.Received.Count("GET", "/v3/orders"));
    }

    [Fact]
    public void A_parameter_wins_over_the_BaseUri_of_a_profile()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("BaseUri", "http://127.0.0.1:9")));

        Vault.Connect("Shop");
    }

    [Fact]
    public void The_allow_list_of_hosts_holds_for_a_profile_too()
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, ("BaseUri", "https://walmartapis.com.example")));

        Assert.Equal("HostNotAllowed", Vault.Run("Connect-Walmart Shop").ErrorId);
    }

    [Theory]
    [InlineData("BaseUri", "marketplace")]
    [InlineData("Proxy", "proxy:8080")]
    [InlineData("Proxy", "ftp://proxy")]
    public void An_address_that_is_not_one_is_refused_with_the_key(string key, string value)
    {
        Vault.Store("Shop", VaultHost.Profile(Shop, (key, value)));

        var result = Vault.Run("Connect-Walmart Shop");

        Assert.Equal("SecretShapeNotSupported", result.ErrorId);
        Assert.Contains($"{key} of secret 'Shop' is not an absolute http or https address", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(proxies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Token_call_calls_downloads_and_tests_go_through_the_proxy_of_the_profile_or_its_metadata(bool asProfile)
    {
        var keys = new Hashtable { ["Program"] = "Marketplace", ["Proxy"] = "http://proxy.example:3128", ["ProxySecretName"] = "Proxy" };
        Vault.Store("Proxy", ModuleHost.Credential("agency", "the-password-of-the-proxy"));
        Vault.Store("Shop", asProfile ? VaultHost.Profile(Shop, [.. keys.Cast<DictionaryEntry>().Select(e => ((string)e.Key, e.Value!))]) : ModuleHost.Credential(Shop), asProfile ? null : keys);
        using var folder = new TemporaryFile();

        Vault.Run($"Connect-Walmart Shop -BaseUri $base; Invoke-WalmartApi /v3/orders; Invoke-WalmartApi '{Vault.Gateway.Files}report.zip' -OutFile '{folder.Path}' -SkipHttpErrorCheck; Get-WalmartToken -Detail; Test-WalmartCredential -Session (Get-WalmartSession); Test-WalmartCredential Shop -BaseUri $base");

        Assert.NotEmpty(proxies);
        Assert.All(proxies, proxy => Assert.Equal(("http://proxy.example:3128/", "agency", "the-password-of-the-proxy", false), (proxy.Address!.AbsoluteUri, proxy.Credential!.UserName, proxy.Credential.Password, proxy.NoProxy)));
    }

    [Fact]
    public void A_parameter_wins_over_the_proxy_of_a_profile_and_the_password_does_not_go_to_another_proxy()
    {
        Vault.Store("Proxy", ModuleHost.Credential("agency", "the-password-of-the-proxy"));
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Proxy", "http://proxy.example:3128"), ("ProxySecretName", "Proxy")));

        Vault.Connect("Shop -Proxy http://other.example");

        Assert.All(proxies, proxy => Assert.Equal(("http://other.example/", (NetworkCredential?)null), (proxy.Address!.AbsoluteUri, proxy.Credential)));
    }

    [Theory]
    [InlineData("Connect-Walmart Shop -NoProxy -BaseUri $base", "InvalidArgument")]
    [InlineData("Connect-Walmart NoSecret -BaseUri $base", "SecretNotFound")]
    [InlineData("Connect-Walmart WrongSecret -BaseUri $base", "SecretShapeNotSupported")]
    public void Where_the_proxy_cannot_be_used_nothing_is_sent(string script, string error)
    {
        Vault.Store("Text", "a-password-and-no-user-name");
        Vault.Store("Shop", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Proxy", "http://proxy.example:3128")));
        Vault.Store("NoSecret", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Proxy", "http://proxy.example:3128"), ("ProxySecretName", "Gone")));
        Vault.Store("WrongSecret", VaultHost.Profile(Shop, ("Program", "Marketplace"), ("Proxy", "http://proxy.example:3128"), ("ProxySecretName", "Text")));

        Assert.Equal(error, Vault.Run(script).ErrorId);
        Assert.Empty(proxies);
    }

    private sealed class Noting(Action note) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            note();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
