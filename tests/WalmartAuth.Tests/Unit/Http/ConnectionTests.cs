using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>How connections are made, kept and explained.</summary>
public sealed class ConnectionTests
{
    private static readonly Uri Walmart = new("https://marketplace.walmartapis.com/v3/token");
    private static readonly (Uri, string)? Proxy = (new Uri("http://proxy.example:3128"), "-Proxy");

    [Theory]
    [InlineData("http://127.0.0.1:5080/", true)]
    [InlineData("http://localhost:5080/", true)]
    [InlineData("http://[::1]:5080/", true)]
    [InlineData("https://marketplace.walmartapis.com/", false)]
    public void Loopback_never_goes_through_a_proxy(string address, bool isBypassed)
    {
        var machine = new WebProxy("http://proxy.of.the.machine:8080");

        foreach (var proxy in new[] { new GatewayProxy(ProxySettings.Default, machine), new GatewayProxy(new ProxySettings(new Uri("http://proxy.example:3128")), null) })
        {
            Assert.Equal(isBypassed, proxy.IsBypassed(new Uri(address)));
            Assert.Equal(isBypassed, proxy.GetProxy(new Uri(address)) is null);
        }
    }

    [Fact]
    public void NoProxy_goes_past_the_proxy_of_the_machine() =>
        Assert.Null(new GatewayProxy(new ProxySettings(NoProxy: true), new WebProxy("http://proxy.of.the.machine:8080")).GetProxy(Walmart));

    [Theory]
    [InlineData("proxy.example:3128")]
    [InlineData("127.0.0.1:5991")]
    [InlineData("ftp://proxy.example")]
    public void A_proxy_without_its_scheme_is_an_argument_error_with_the_right_form(string address)
    {
        var error = Assert.Throws<WalmartException>(() => ProxySettings.Create(new Uri(address, UriKind.RelativeOrAbsolute), null, false));

        Assert.Equal(WalmartErrorId.InvalidArgument, error.ErrorId);
        Assert.Contains("-Proxy http://", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_is_down_is_named_and_not_Walmart()
    {
        var (stage, cause, next) = ConnectionErrors.Explain(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), new ConnectionRoute(Walmart, Proxy));

        Assert.Equal(ConnectionStage.Proxy, stage);
        Assert.StartsWith("the proxy proxy.example:3128 (from -Proxy) could not be reached", cause, StringComparison.Ordinal);
        Assert.DoesNotContain("walmartapis", cause, StringComparison.Ordinal);
        Assert.NotNull(next);
    }

    [Theory]
    [InlineData("407", "requires a user name and password", "-ProxyCredential")]
    [InlineData("403", "does not connect to marketplace.walmartapis.com (403)", "administrator allow")]
    public void A_proxy_that_refuses_is_named_with_what_helps(string status, string cause, string next)
    {
        var error = ConnectionErrors.Explain(new HttpRequestException($"The proxy tunnel request to proxy 'http://proxy.example:3128/' failed with status code '{status}'.\""), new ConnectionRoute(Walmart, Proxy));

        Assert.Equal(ConnectionStage.Proxy, error.Stage);
        Assert.Contains(cause, error.Cause, StringComparison.Ordinal);
        Assert.Contains(next, error.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_another_issuer_is_named_with_how_to_trust_it()
    {
        using var request = new HttpRequestMessage();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Corp Root CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.False(CertificateProblem.Check(request, certificate, null, SslPolicyErrors.RemoteCertificateChainErrors));
        var (stage, cause, next) = ConnectionErrors.Explain(new AuthenticationException("x"), new ConnectionRoute(Walmart, Certificate: CertificateProblem.Of(request)));

        Assert.Equal(ConnectionStage.Tls, stage);
        Assert.Contains("Its issuer is CN=Corp Root CA.", cause, StringComparison.Ordinal);
        Assert.Contains("trust store", next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_another_name_is_distinguished()
    {
        var route = new ConnectionRoute(Walmart, Certificate: new CertificateProblem("CN=Some CA", SslPolicyErrors.RemoteCertificateNameMismatch));

        Assert.Contains("was not issued for marketplace.walmartapis.com", ConnectionErrors.Explain(new AuthenticationException("x"), route).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_the_system_accepts_is_accepted_and_no_other()
    {
        using var request = new HttpRequestMessage();

        Assert.True(CertificateProblem.Check(request, null, null, SslPolicyErrors.None));
        Assert.Null(CertificateProblem.Of(request));
        Assert.False(CertificateProblem.Check(request, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    [Theory]
    [InlineData(".NET Framework 4.8.9181.0", SecurityProtocolType.Tls, SslProtocols.Tls12)]
    [InlineData(".NET Framework 4.8.9181.0", SecurityProtocolType.Tls | SecurityProtocolType.Tls12, SslProtocols.None)]
    [InlineData(".NET Framework 4.8.9181.0", SecurityProtocolType.SystemDefault, SslProtocols.None)]
    [InlineData(".NET 10.0.12", SecurityProtocolType.Tls, SslProtocols.None)]
    public void TLS_1_2_is_offered_where_Windows_PowerShell_would_not_offer_it(string framework, SecurityProtocolType setting, SslProtocols expected) =>
        Assert.Equal(expected, HandlerPool.ChooseProtocols(framework, setting));

    [Fact]
    public async Task Connections_are_renewed_every_fifteen_minutes_so_that_a_moved_host_is_found()
    {
        var clock = new FakeClock();
        var made = 0;
        var invoker = new HandlerPool(_ => { made++; return new ScriptedHandler(_ => ScriptedHandler.Json("{}")); }, clock).Get(ProxySettings.Default);

        await SendAsync(invoker);
        clock.Advance(TimeSpan.FromMinutes(14));
        await SendAsync(invoker);
        Assert.Equal(1, made);

        clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(invoker);
        Assert.Equal(2, made);
    }

    [Fact]
    public async Task A_proxy_setting_that_is_not_used_for_ten_minutes_is_dropped_with_its_password()
    {
        var clock = new FakeClock();
        var pool = new HandlerPool(_ => new ScriptedHandler(_ => ScriptedHandler.Json("{}")), clock);
        var settings = new ProxySettings(new Uri("http://proxy.example"), new NetworkCredential("user", "password"));
        var first = pool.Get(settings);
        await SendAsync(first);

        clock.Advance(TimeSpan.FromMinutes(9));
        pool.Get(ProxySettings.Default);
        Assert.Same(first, pool.Get(settings));

        clock.Advance(TimeSpan.FromMinutes(10));
        pool.Get(ProxySettings.Default);
        Assert.NotSame(first, pool.Get(settings));
        await SendAsync(first);
    }

    [Theory]
    [InlineData("https://evil.test\uFF0F.walmartapis.com", false)]
    [InlineData("https://evil.test\uFF1F.walmartapis.com", false)]
    [InlineData("https://evil.test\uFF03.walmartapis.com", false)]
    [InlineData("https://evil.test\u2100.walmartapis.com", false)]
    [InlineData("https://marketplace.walmartapis.com", true)]
    [InlineData("https://aurora-api-gateway.prod.walmart.com", true)]
    [InlineData("https://xaurora-api-gateway.prod.walmart.com", false)]
    public void The_allow_list_judges_the_name_that_is_connected_to(string address, bool isTrusted) =>
        Assert.Equal(isTrusted, Uri.TryCreate(address, UriKind.Absolute, out var uri) && GatewayAddress.IsTrusted(uri));

    private static async Task SendAsync(HttpMessageInvoker invoker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Walmart);
        (await invoker.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
    }
}
