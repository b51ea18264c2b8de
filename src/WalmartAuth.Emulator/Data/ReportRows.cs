using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>The reports, their files and the signatures of their addresses.</summary>
internal sealed class ReportRows(int items, int polls)
{
    private readonly ConcurrentDictionary<string, Report> _reports = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public Report Add(string type, string version, DateTimeOffset date)
    {
        var report = new Report(Guid.NewGuid().ToString(), type, version, date, polls);
        return _reports[report.Id] = report;
    }

    public Report? Find(string id) => _reports.GetValueOrDefault(id);

    /// <summary>A signature in Base64, so that its address needs escaping.</summary>
    public string Sign(Report report) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(report.Id)));

    /// <summary>The file, told by its first bytes: ZIP, gzip or text.</summary>
    public byte[] File(Report report) => _files.GetOrAdd(report.Extension, static (extension, items) => extension switch
    {
        "zip" => Zip(Csv(items)),
        "csv.gz" => Gzip(Csv(items)),
        _ => Csv(items),
    }, items);

    private static byte[] Csv(int items)
    {
        var text = new StringBuilder("SKU,PRODUCT NAME,PRICE\n");
        for (var index = 0; index < items; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"{Seeds.Sku(index)}\",\"{ItemRows.Name(index)}\",{ItemRows.Price(index)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Zip(byte[] csv)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("ItemReport.csv").Open())
        {
            entry.Write(csv);
        }

        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] csv)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(csv);
        }

        return packed.ToArray();
    }
}
