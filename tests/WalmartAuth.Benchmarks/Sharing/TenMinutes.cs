using WalmartAuth.Benchmarks.Infrastructure;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Benchmarks.Sharing;

/// <summary>How many token requests the gateway gets from eight processes that share a token and call each second for ten minutes. The time is simulated.</summary>
internal static class TenMinutes
{
    private const int Processes = 8;
    private const int Rounds = 20;

    public static async Task RunAsync(Report report)
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        await emulator.SetAsync(new { recording = true });
        var most = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await emulator.ForgetRequestsAsync();
            await CallAsync(emulator.Address);
            most = Math.Max(most, await emulator.TokenCallsAsync());
        }

        report.Add($"Token requests of {Processes} processes that share a token, ten minutes (simulated), most of {Rounds} rounds", $"{most}", $"one a process: {Processes}", (double)most / Processes, "1", most == 1);
    }

    private static async Task CallAsync(Uri address)
    {
        var clock = new MovableClock();
        var vault = new MemoryVault();
        var gateway = new Gateway { BaseAddress = address, Program = WalmartProgram.Marketplace };
        var grant = new TokenGrant(new ClientCredential(TestAccount.Credential.UserName, new SecretText(TestAccount.Credential.Password)));
        using var invoker = new HttpMessageInvoker(TrustingHandlers.CreateHandler(ProxySettings.Default));
        var processes = Enumerable.Range(0, Processes).Select(_ =>
        {
            // Each has its own cache, like a separate process.
            var entry = new TokenCacheEntry(clock);
            return new TokenSharing(vault, gateway, grant, entry, new TokenClient(invoker, gateway, grant, clock, TimeSpan.FromSeconds(100), new SessionCounters()), clock);
        }).ToList();
        for (var second = 0; second < 600; second++)
        {
            foreach (var process in processes)
            {
                var budget = new CallBudget(TokenClient.Foreground, TimeSpan.FromSeconds(100), clock, NullOutput.Instance);
                await process.GetAsync(second == 0 ? TokenRequestMode.Connect : TokenRequestMode.Use, null, budget, vault, CancellationToken.None);
            }

            clock.Forward(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>A vault that all processes see, and a pipeline thread that is always free.</summary>
    private sealed class MemoryVault : ISharedTokenStore, IVaultHost
    {
        private readonly Dictionary<string, string> values = [];

        public string Vault => "Memory";

        public string? Read(SecretReadContext context, string name) => values.GetValueOrDefault(name);

        public void Write(SecretReadContext context, string name, string value) => values[name] = value;

        public Task<T> InvokeAsync<T>(Func<SecretReadContext, T> function) => Task.FromResult(function(new SecretReadContext(null!, default)));
    }
}
