using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Tokens;

/// <summary>The number of token requests when many callers need a token at the same time.</summary>
internal static class TokenRequestCounts
{
    public static async Task RunAsync(Report report)
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        await emulator.SetAsync(new { recording = true });

        // Long enough for every caller to arrive before the first response.
        await emulator.AddFaultAsync(new { kind = "Latency", pathPrefix = "/v3/token", milliseconds = 200, times = (int?)null });
        foreach (var count in new[] { 32, 256 })
        {
            var clock = new MovableClock();
            var sessions = Callers.Create(count, emulator.Address, clock);
            await CountAsync("cold");
            clock.Forward(TimeSpan.FromSeconds(900));
            await CountAsync("expired");
            await emulator.RevokeAsync();
            await CountAsync("revoked");

            async Task CountAsync(string state)
            {
                await emulator.ForgetRequestsAsync();
                var failures = (await Task.WhenAll(sessions.Select(session => Task.Run(() => FailsAsync(session))))).Count(failed => failed);
                var requests = await emulator.TokenCallsAsync();
                report.Add($"Token requests of {count} callers, {state}", $"{requests}, {failures} failures", $"one per caller: {count}", (double)requests / count, "1, 0 failures", requests == 1 && failures == 0);
            }
        }
    }

    private static async Task<bool> FailsAsync(WalmartSession session)
    {
        try
        {
            await Callers.CallAsync(session);
            return false;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e.Message);
            return true;
        }
    }
}
