using System.Net;
using System.Net.Sockets;
using WalmartAuth.Credentials;
using WalmartAuth.Diagnostics;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Where the connection to the gateway fails, and whether that is the address, the network or an outage: for a credential, a token, and sessions of both.</summary>
[Collection("ModuleContext")]
public sealed class ReachabilityTests
{
    private static readonly string[] AllChecks = ["SecretShape", "Reachability", "TokenCall", "CrossCheck", "TokenDetail", "RequiredScope", "ClockSkew", "ApiStatus"];

    private static readonly Dictionary<string, Func<HttpResponseMessage>> Ends = new()
    {
        ["name"] = () => throw new HttpRequestException("no", new SocketException((int)SocketError.HostNotFound)),
        ["name on .NET Framework"] = () => throw new HttpRequestException("no", new WebException("no", WebExceptionStatus.NameResolutionFailure)),
        ["refused"] = () => throw new HttpRequestException("no", new SocketException((int)SocketError.ConnectionRefused)),
        ["unreachable"] = () => throw new HttpRequestException("no", new SocketException((int)SocketError.NetworkUnreachable)),
        ["broken"] = () => throw new HttpRequestException("no", new IOException("The response ended prematurely.")),
        ["TLS"] = () => throw new HttpRequestException("no", new System.Security.Authentication.AuthenticationException("UntrustedRoot")),
        ["TLS on .NET Framework"] = () => throw new HttpRequestException("no", new WebException("no", WebExceptionStatus.TrustFailure)),
        ["503"] = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
        ["page"] = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html><body>Welcome to the hotel</body></html>") },
        ["denied"] = () => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<html>Access Denied</html>") },
        ["timeout"] = () => throw new TaskCanceledException(),
    };

    public static TheoryData<string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (var subject in new[] { "-Credential $credential -Program Marketplace", "-AccessToken $token -Program Marketplace", "-Session $session", "-Session $tokenSession" })
            {
                rows.Add(subject, "name", "Name resolution: ", "Address or network: ");
                rows.Add(subject, "name on .NET Framework", "Name resolution: ", "Address or network: ");
                rows.Add(subject, "refused", "TCP: ", "Address or network: ");
                rows.Add(subject, "unreachable", "TCP: ", "Address or network: ");
                rows.Add(subject, "broken", "TCP: ", "Address or network: ");
                rows.Add(subject, "TLS", "TLS: ", "Address or network: ");
                rows.Add(subject, "TLS on .NET Framework", "TLS: ", "Address or network: ");
                rows.Add(subject, "503", "Gateway: ", "Outage: ");
                rows.Add(subject, "timeout", "Gateway: ", "Outage: ");
                rows.Add(subject, "page", "Gateway: ", "Address or network: ");
                rows.Add(subject, "denied", "Gateway: ", "Address or network: ");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_report_says_where_the_way_ended_and_what_that_is(string subject, string end, string reachability, string conclusion)
    {
        var isUp = true;
        using var host = new ScriptedHost(_ => isUp ? null : Ends[end]());
        var (session, tokenSession, token) = Subjects(host);
        isUp = false;
        host.Network.Sent.Clear();

        var result = host.Run($"Test-WalmartCredential {subject} -Detailed", ("session", session), ("tokenSession", tokenSession), ("token", token));

        var report = Assert.IsType<WalmartCredentialReport>(Assert.Single(result.Output).BaseObject);
        Assert.Null(report.Succeeded);
        Assert.Equal(AllChecks, report.Checks.Select(c => c.Name));
        Assert.Equal(WalmartCheckResult.Failed, Check(report, "Reachability").Result);
        Assert.StartsWith(reachability, Check(report, "Reachability").Cause, StringComparison.Ordinal);
        Assert.NotNull(Check(report, "Reachability").NextStep);
        Assert.StartsWith(conclusion, report.Conclusion, StringComparison.Ordinal);
        Assert.All(report.Checks.Where(c => c.Result == WalmartCheckResult.Skipped), c => Assert.NotNull(c.Cause));
        Assert.Single(host.Network.Sent.Select(r => r.Address.AbsolutePath).Distinct());
        Assert.Null(result.Thrown);
        Assert.NotEmpty(result.ErrorId);
    }

    [Theory]
    [InlineData("-Credential $credential -Program Marketplace", "Passed, Passed, Passed, Skipped, Passed, Skipped, Skipped, Passed")]
    [InlineData("-AccessToken $token -Program Marketplace", "Skipped, Passed, Skipped, Skipped, Passed, Skipped, Skipped, Passed")]
    [InlineData("-Session $session", "Passed, Passed, Passed, Skipped, Passed, Skipped, Skipped, Passed")]
    [InlineData("-Session $tokenSession", "Skipped, Passed, Skipped, Skipped, Passed, Skipped, Skipped, Passed")]
    public void Every_check_is_in_every_report(string subject, string results)
    {
        using var host = new ScriptedHost(_ => null);
        var (session, tokenSession, token) = Subjects(host);

        var report = (WalmartCredentialReport)host.Run($"Test-WalmartCredential {subject} -Detailed", ("session", session), ("tokenSession", tokenSession), ("token", token)).Single.BaseObject;

        Assert.True(report.Succeeded);
        Assert.Equal(AllChecks, report.Checks.Select(c => c.Name));
        Assert.Equal(results, string.Join(", ", report.Checks.Select(c => c.Result)));
        Assert.All(report.Checks.Where(c => c.Result == WalmartCheckResult.Skipped), c => Assert.NotNull(c.Cause));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "TCP: ")]
    [InlineData(null, "TLS: ")]
    public async Task A_refused_port_and_an_untrusted_certificate_are_distinguished_on_a_real_network(string? address, string reachability)
    {
        await using var gateway = await FreshGateway.StartAsync(new EmulatorOptions { Https = true });
        using var host = new ScriptedHost(_ => null);
        ModuleContext.Current = new ModuleContext(host.Clock, new HandlerPool(HandlerPool.CreateHandler));

        var result = host.Run("Test-WalmartCredential -Credential $credential -NoProxy -Detailed -BaseUri $base", ("base", address is null ? gateway.Marketplace : new Uri(address)));

        var report = (WalmartCredentialReport)Assert.Single(result.Output).BaseObject;
        Assert.StartsWith(reachability, Check(report, "Reachability").Cause, StringComparison.Ordinal);
        Assert.StartsWith("Address or network: ", report.Conclusion, StringComparison.Ordinal);
    }

    private static (object Session, object TokenSession, object Token) Subjects(ScriptedHost host)
    {
        var token = ModuleHost.Secure("a-token-of-somebody");
        var session = host.Run("Connect-Walmart -Program Marketplace -Credential $credential -NoDefault -PassThru").Single;
        var tokenSession = host.Run("Connect-Walmart -Program Marketplace -AccessToken $token -NoDefault -PassThru", ("token", token)).Single;
        return (session, tokenSession, token);
    }

    private static WalmartCheck Check(WalmartCredentialReport report, string name) => report.Checks.Single(c => c.Name == name);
}
