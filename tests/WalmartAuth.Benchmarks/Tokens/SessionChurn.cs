using System.Net;
using System.Net.Http;
using System.Text;
using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;

namespace WalmartAuth.Benchmarks.Tokens;

/// <summary>Memory after 10,000 sessions, each with its own credential and the same name as the one before, without Disconnect.</summary>
internal static class SessionChurn
{
    private const int Warm = 1000;
    private const int Sessions = 10_000;
    private const string Script = """
        for ($i = 0; $i -lt $count; $i++) {
            $given = [pscredential]::new([guid]::NewGuid().ToString(), $secret)
            $null = Connect-Walmart -Credential $given -BaseUri http://127.0.0.1:9 -Program Marketplace -NoDefault -SessionName churn
        }
        """;

    public static void Run(Report report)
    {
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, new HandlerPool(_ => new TokenHandler()));
        using var engine = new Engine();
        Make(engine, Warm);
        var before = LiveKiB();
        Make(engine, Sessions);
        var after = LiveKiB();
        report.Limit($"Memory kept after {Sessions:#,0} sessions created and replaced", after - before, "KiB", 512, $"after {Warm:#,0}: {Report.Number(before)} KiB live");
    }

    private static void Make(Engine engine, int count) => engine.Run(Script, ("count", count), ("secret", TestAccount.Credential.Password));

    private static double LiveKiB()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true) / 1024.0;
    }

    /// <summary>Replaces the gateway, so that ten thousand credentials are valid.</summary>
    private sealed class TokenHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent($$"""{"access_token":"{{new string('t', 900)}}{{Guid.NewGuid()}}","token_type":"Bearer","expires_in":900}""", Encoding.UTF8, "application/json"),
            });
    }
}
