namespace WalmartAuth.Emulator;

/// <summary>A report that was asked for; ready after it has been looked at often enough (contract §8).</summary>
internal sealed class Report(string id, string type, string version, DateTimeOffset date, int polls)
{
    private int _looks;

    public string Id { get; } = id;

    public string Type { get; } = type;

    public string Version { get; } = version;

    public DateTimeOffset Date { get; } = date;

    public bool IsReady => Volatile.Read(ref _looks) >= polls;

    public string Status => IsReady ? "READY" : _looks == 0 ? "RECEIVED" : "INPROGRESS";

    public void Look() => Interlocked.Increment(ref _looks);

    /// <summary>ITEM comes as ZIP, INVENTORY as gzip, everything else as it is.</summary>
    public string Extension => Type.ToUpperInvariant() switch
    {
        "ITEM" => "zip",
        "INVENTORY" => "csv.gz",
        _ => "csv",
    };
}
