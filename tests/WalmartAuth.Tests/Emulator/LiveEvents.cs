using System.Text;
using System.Text.Json;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Emulator;

/// <summary>Reads the emulator's server-sent events, as an open page does.</summary>
internal sealed class LiveEvents : IAsyncDisposable
{
    private readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly HttpResponseMessage answer;
    private readonly StreamReader reader;
    private readonly StringBuilder everything = new();

    private LiveEvents(HttpResponseMessage answer, Stream stream)
    {
        this.answer = answer;
        reader = new StreamReader(stream);
        patience.CancelAfter(Patience.Limit);
    }

    /// <summary>Everything that was read.</summary>
    public string Everything => everything.ToString();

    public static async Task<LiveEvents> OpenAsync(EmulatorClient client)
    {
        var answer = await client.Http.GetAsync(new Uri(client.Gateway.Marketplace, "_emulator/events"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new LiveEvents(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event of this name that matches.</summary>
    public async Task<JsonElement> NextAsync(string name, Predicate<JsonElement>? isMeant = null)
    {
        var current = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            everything.AppendLine(line);
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                current = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && current == name && JsonElement.Parse(line["data: ".Length..]) is var data && isMeant?.Invoke(data) != false)
            {
                return data;
            }
        }

        throw new EndOfStreamException("The emulator ended the events.");
    }

    /// <summary>The next row that matches; the events before it are dropped.</summary>
    public async Task<JsonElement> CallAsync(Func<JsonElement, bool> isMeant)
    {
        var batch = await NextAsync("calls", batch => batch.GetProperty("rows").EnumerateArray().Any(isMeant));
        return batch.GetProperty("rows").EnumerateArray().First(isMeant);
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        answer.Dispose();
        patience.Dispose();
        return ValueTask.CompletedTask;
    }
}
