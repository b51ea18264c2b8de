using System.Net;
using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Which sessions share connections, and which proxy a request goes through. Some tests change the machine's proxy, so they run alone.</summary>
[Collection("ModuleContext")]
public sealed class ProxySettingsTests
{
    private static readonly Uri Address = new("http://proxy.example:3128/");
    private static readonly Uri Walmart = new("https://marketplace.walmartapis.com/v3/orders");

    [Fact]
    public void Sessions_share_connections_only_with_the_same_proxy_user_and_password()
    {
        var settings = Create("user", "password");

        Assert.Equal(settings, Create("user", "password"));
        Assert.Equal(settings.GetHashCode(), Create("user", "password").GetHashCode());
        Assert.Equal(ProxySettings.Default, new ProxySettings());
        Assert.All(
            new[] { null, ProxySettings.Default, new ProxySettings(Address), Create("other", "password"), Create("user", "other"), Create("user", "password") with { NoProxy = true } },
            other => Assert.NotEqual(settings, other));
    }

    [Fact]
    public void Settings_say_where_requests_go_and_no_password()
    {
        Assert.Equal("no proxy", new ProxySettings(NoProxy: true).ToString());
        Assert.Equal("the machine's proxy", ProxySettings.Default.ToString());
        Assert.Equal("http://proxy.example:3128/", Create("user", "password").ToString());
    }

    [Fact]
    public void The_proxy_of_a_request_is_named_with_its_source()
    {
        var before = WebRequest.DefaultWebProxy;
        try
        {
            WebRequest.DefaultWebProxy = new WebProxy("http://machine.example:8080");

            Assert.Equal((Address, "-Proxy"), GatewayProxy.Find(new ProxySettings(Address), Walmart));
            Assert.Equal((new Uri("http://machine.example:8080/"), "the proxy setting of this machine"), GatewayProxy.Find(ProxySettings.Default, Walmart));
            Assert.Null(GatewayProxy.Find(new ProxySettings(NoProxy: true), Walmart));
            Assert.Null(GatewayProxy.Find(new ProxySettings(Address), new Uri("http://127.0.0.1:5080/")));

            WebRequest.DefaultWebProxy = null;
            Assert.Null(GatewayProxy.Find(ProxySettings.Default, Walmart));
        }
        finally
        {
            WebRequest.DefaultWebProxy = before;
        }
    }

    [Fact]
    public void The_user_of_the_session_goes_before_that_of_the_machine()
    {
        var machine = new WebProxy(Address) { Credentials = new NetworkCredential("machine", "password") };

        Assert.Same(machine.Credentials, new GatewayProxy(ProxySettings.Default, machine).Credentials);
        Assert.Equal("user", new GatewayProxy(Create("user", "password"), machine).Credentials!.GetCredential(Address, "Basic")!.UserName);
    }

    private static ProxySettings Create(string user, string password) => new(Address, new NetworkCredential(user, password));
}
