using WalmartAuth.Benchmarks.Calls;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Watching;

/// <summary>The cost of an open page for the emulator: the same calls with and without a reader of its events.</summary>
internal static class OpenPage
{
    private const int AtOnce = 16;
    private const int Calls = 4000;
    private const int Measurements = 15;

    public static async Task RunAsync(Report report)
    {
        await using var harness = await CallHarness.CreateAsync();
        using var events = new HttpClient { BaseAddress = harness.Emulator.Address };
        Action closed = () => Call(harness.Bare).GetAwaiter().GetResult();
        Action open = () => WatchAsync(events, () => Call(harness.Bare)).GetAwaiter().GetResult();
        Rounds.Warm(closed, open);
        var times = Rounds.Medians(Measurements, closed, open);
        report.Compare(
            $"The emulator with its page open, {AtOnce} at once ({Report.Number(Calls / times[1] * 1000)} calls/s)",
            times[1] / Calls, $"closed, {Report.Number(Calls / times[0] * 1000)} calls/s", times[0] / Calls, "ms", 1.25);
    }

    private static Task Call(BareClient client) =>
        Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await client.GetAsync("/v3/items/SKU-000001"));

    private static async Task WatchAsync(HttpClient client, Func<Task> meanwhile)
    {
        await using var stream = await client.GetStreamAsync("_emulator/events");
        var buffer = new byte[64 * 1024];
        await stream.ReadExactlyAsync(buffer.AsMemory(0, "event: hello".Length));
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync();
        await meanwhile();
        await stop.CancelAsync();
        await reading;

        async Task ReadAsync()
        {
            try
            {
                while (await stream.ReadAsync(buffer, stop.Token) > 0)
                {
                }
            }
            catch (OperationCanceledException)
            {
                // The page is closed.
            }
        }
    }
}
