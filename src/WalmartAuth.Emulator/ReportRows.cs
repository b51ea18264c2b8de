using System.Collections.Concurrent;

namespace WalmartAuth.Emulator;

/// <summary>The report requests of an account, oldest first.</summary>
internal sealed class ReportRows(int polls)
{
    private readonly ConcurrentQueue<Report> _reports = new();

    public IEnumerable<Report> All => _reports;

    public Report Add(string type, string version, DateTimeOffset date)
    {
        var report = new Report(Guid.NewGuid().ToString(), type, version, date, polls);
        _reports.Enqueue(report);
        return report;
    }

    public Report? Find(string? id) => _reports.FirstOrDefault(report => report.Id == id);
}

/// <summary>A requested report; ready after enough status requests (contract §8).</summary>
internal sealed class Report(string id, string type, string version, DateTimeOffset date, int polls)
{
    private int _polls;

    public string Id { get; } = id;

    public string Type { get; } = type;

    public string Version { get; } = version;

    public DateTimeOffset Date { get; } = date;

    public bool IsReady => Volatile.Read(ref _polls) >= polls;

    public string Status => IsReady ? "READY" : _polls == 0 ? "RECEIVED" : "INPROGRESS";

    /// <summary>ITEM comes as ZIP, INVENTORY as gzip, everything else as plain text.</summary>
    public (string Extension, string ContentType) Format => Type.ToUpperInvariant() switch
    {
        "ITEM" => ("zip", "application/zip"),
        "INVENTORY" => ("csv.gz", "application/gzip"),
        _ => ("csv", "text/csv"),
    };

    public void Poll() => Interlocked.Increment(ref _polls);
}
