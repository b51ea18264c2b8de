using System.Net;
using System.Net.Sockets;
using WalmartAuth.Emulator;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Sessions.Testing;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Where the way to the gateway ends, and whether that is the address, the network or an outage: for a credential, a token and sessions of either.</summary>
[Collection("Runtime")]
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
    [InlineData("-Credential $credential -Program Marketplace", "TokenCall")]
    [InlineData("-AccessToken $token -Program Marketplace", "TokenDetail")]
    public void A_gateway_that_asks_to_wait_is_there_and_the_time_is_told(string subject, string check)
    {
        using var host = new ScriptedHost(_ =>
        {
            var answer = ScriptedHandler.Error(HttpStatusCode.TooManyRequests, "REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API");
            answer.Headers.TryAddWithoutValidation("Retry-After", "3600");
            return answer;
        });

        var result = host.Run($"Test-WalmartCredential {subject} -Detailed", ("token", ModuleHost.Secure("a-token-of-somebody")));

        var report = (WalmartCredentialReport)Assert.Single(result.Output).BaseObject;
        Assert.Null(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Passed, Check(report, "Reachability").Result);
        Assert.Equal(WalmartCheckResult.Failed, Check(report, check).Result);
        Assert.StartsWith("Throttled: ", report.Conclusion, StringComparison.Ordinal);
        Assert.Contains("try again at 2026-11-23 13:00:00 UTC", report.Conclusion, StringComparison.Ordinal);
        Assert.Equal("Throttled", result.ErrorId);
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
    [InlineData("a-token-of-somebody", "-ExpiresOn ([DateTimeOffset]'2026-11-23T11:59:00Z')")]
    [InlineData("a-token\nof-somebody", "")]
    public void A_token_that_is_not_even_sent_is_a_wrong_one_and_nobody_was_reached(string token, string more)
    {
        using var host = new ScriptedHost(_ => null);

        var report = (WalmartCredentialReport)host.Run($"Test-WalmartCredential -AccessToken $token -Detailed {more}", ("token", ModuleHost.Secure(token))).Single.BaseObject;

        Assert.False(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Skipped, Check(report, "Reachability").Result);
        Assert.Equal(WalmartCheckResult.Failed, Check(report, "TokenDetail").Result);
        Assert.Empty(host.Network.Sent);
    }

    [Fact]
    public void A_token_at_a_gateway_without_any_call_that_tells_is_neither_right_nor_wrong()
    {
        using var host = new ScriptedHost(_ => ScriptedHandler.Error(HttpStatusCode.NotFound, "CONTENT_NOT_FOUND.GMP_GATEWAY_API"));

        var result = host.Run("Test-WalmartCredential -AccessToken $token -Detailed", ("token", ModuleHost.Secure("a-token-of-somebody")));

        var report = (WalmartCredentialReport)Assert.Single(result.Output).BaseObject;
        Assert.Null(report.Succeeded);
        Assert.Equal(WalmartCheckResult.Passed, Check(report, "Reachability").Result);
        Assert.StartsWith("No call of this gateway tells whether the token is right.", report.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_is_looked_at_for_a_token_too()
    {
        using var host = new ScriptedHost(request =>
        {
            var answer = ScriptedHandler.Json("""{"is_valid":true}""");
            answer.Headers.Date = new DateTimeOffset(2026, 11, 23, 12, 10, 0, TimeSpan.Zero);
            return answer;
        });

        var report = (WalmartCredentialReport)host.Run("Test-WalmartCredential -AccessToken $token -Detailed", ("token", ModuleHost.Secure("a-token-of-somebody"))).Single.BaseObject;

        Assert.Contains("600 s behind", Check(report, "ClockSkew").Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "TCP: ")]
    [InlineData(null, "TLS: ")]
    public async Task A_refused_port_and_an_untrusted_certificate_are_told_apart_on_a_real_network(string? address, string reachability)
    {
        await using var gateway = await GatewayEmulator.StartAsync(new EmulatorOptions { Https = true });
        using var host = new ScriptedHost(_ => null);
        Runtime.Current = new Runtime(host.Clock, new HandlerPool(HandlerPool.CreateHandler));

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
