using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Emulator.Live;

/// <summary>The server-sent events of one open page: <c>hello</c> with the history, then <c>calls</c> and <c>state</c> when there is something new.</summary>
internal sealed class LiveStream(EmulatorState state)
{
    private const int RowsBefore = 200;
    private const int TicksOfState = 3;
    private const int TicksOfSilence = 75;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes until the page is closed.</summary>
    public async Task WriteAsync(Stream body, CancellationToken gone)
    {
        var listener = new LiveListener();
        state.Live.Add(listener);
        try
        {
            using var timer = new PeriodicTimer(Tick);
            await SendAsync(body, "hello", JsonSerializer.SerializeToUtf8Bytes(Past(), Json), gone);
            var (known, silence) = (Array.Empty<byte>(), 0);
            for (var tick = 0; ; tick++)
            {
                silence++;
                if (tick % TicksOfState == 0 && JsonSerializer.SerializeToUtf8Bytes(LiveState.Of(state), Json) is var now && !now.AsSpan().SequenceEqual(known))
                {
                    (known, silence) = (now, 0);
                    await SendAsync(body, "state", now, gone);
                }

                if (listener.Take() is { } batch)
                {
                    silence = 0;
                    await SendAsync(body, "calls", JsonSerializer.SerializeToUtf8Bytes(batch, Json), gone);
                }

                if (silence >= TicksOfSilence)
                {
                    silence = 0;
                    await body.WriteAsync(": nothing new\n\n"u8.ToArray(), gone);
                    await body.FlushAsync(gone);
                }

                await timer.WaitForNextTickAsync(gone);
            }
        }
        finally
        {
            state.Live.Remove(listener);
        }
    }

    private LiveBatch Past()
    {
        var records = state.Received.Snapshot().Where(record => record.IsAnswered).ToList();
        var seconds = new SortedDictionary<long, LiveSecond>();
        foreach (var record in records.Where(record => record.At > DateTimeOffset.UtcNow - Before))
        {
            var second = record.At.ToUnixTimeSeconds();
            seconds[second] = seconds.GetValueOrDefault(second).With(record.Path, record.StatusCode);
        }

        return new LiveBatch([.. records.TakeLast(RowsBefore).Select(LiveCall.Of)], [.. seconds.Select(second => second.Value.At(second.Key))], 0);
    }

    private static async Task SendAsync(Stream body, string name, byte[] json, CancellationToken gone)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"event: {name}\ndata: "), .. json, (byte)'\n', (byte)'\n'];
        await body.WriteAsync(text, gone);
        await body.FlushAsync(gone);
    }
}
