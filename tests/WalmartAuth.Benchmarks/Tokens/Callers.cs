using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;

namespace WalmartAuth.Benchmarks.Tokens;

/// <summary>Sessions of many callers with one credential, as in many runspaces, all without a token.</summary>
internal static class Callers
{
    public static WalmartSession[] Create(int count, Uri address, MovableClock clock)
    {
        var runtime = new ModuleContext(clock, TrustingHandlers.Create());
        return [.. Enumerable.Range(0, count).Select(_ => CreateOne(runtime, address))];
    }

    /// <summary>One API call; its failure is thrown.</summary>
    public static async Task CallAsync(WalmartSession session)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Address = new Uri(session.BaseAddress, "v3/items/SKU-000001"),
            PathTemplate = "/v3/items/{sku}",
            CorrelationId = Guid.NewGuid().ToString(),
        };
        using var response = await session.SendAsync(request, NullOutput.Instance, vault: null, CancellationToken.None);
    }

    private static WalmartSession CreateOne(ModuleContext runtime, Uri address)
    {
        var settings = new ConnectionSettings { BaseUri = address, Program = WalmartProgram.Marketplace };
        var profile = SecretParser.FromCredential(TestAccount.Credential, "the benchmark's");
        var gateway = GatewayResolver.Resolve(settings, profile);
        var counters = new SessionCounters();
        return new WalmartSession(gateway, new CredentialTokenProvider(runtime, settings, gateway, counters, new PSCredentialSource(TestAccount.Credential), profile), settings, counters, runtime);
    }
}
