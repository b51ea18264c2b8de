using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>A feed and how far it has come: a step further each time somebody looks (contract §8).</summary>
internal sealed class Feed(string id, string type, DateTimeOffset date, string? fixedStatus = null)
{
    private static readonly string[] Steps = ["RECEIVED", "INPROGRESS", "PROCESSED"];
    private int _looks;

    public string Id { get; } = id;

    public string Status => fixedStatus ?? Steps[Math.Clamp(Volatile.Read(ref _looks) - 1, 0, Steps.Length - 1)];

    public void Look() => Interlocked.Increment(ref _looks);

    public void Write(Utf8JsonWriter w, bool withDetails)
    {
        var done = Status == "PROCESSED";
        w.WriteStartObject();
        w.WriteString("feedId", Id);
        w.WriteString("feedSource", "MARKETPLACE_PARTNER");
        w.WriteString("feedType", type);
        w.WriteString("partnerId", "10001");
        w.WriteNumber("itemsReceived", 1);
        w.WriteNumber("itemsSucceeded", done ? 1 : 0);
        w.WriteNumber("itemsFailed", 0);
        w.WriteNumber("itemsProcessing", done ? 0 : 1);
        w.WriteString("feedStatus", Status);
        w.WriteNumber("feedDate", date.ToUnixTimeMilliseconds());
        if (withDetails)
        {
            w.WriteStartObject("itemDetails");
            w.WriteStartArray("itemIngestionStatus");
            w.WriteStartObject();
            w.WriteNumber("martId", 0);
            w.WriteString("sku", Seeds.Sku(0));
            w.WriteString("ingestionStatus", done ? "SUCCESS" : "INPROGRESS");
            w.WriteEndObject();
            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }
}
