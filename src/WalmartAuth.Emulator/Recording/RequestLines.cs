using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Writes one line a request: no query values, no headers but the correlation id, no bodies.</summary>
internal sealed class RequestLines(TextWriter writer, RequestLogFormat format)
{
    private readonly Lock _gate = new();

    public void Write(Exchange exchange, int status, TimeSpan took)
    {
        if (format == RequestLogFormat.None)
        {
            return;
        }

        var time = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var milliseconds = Math.Round(took.TotalMilliseconds, 2);
        var line = format == RequestLogFormat.Json
            ? JsonSerializer.Serialize(new
            {
                time,
                site = exchange.Site.Name,
                method = exchange.Method,
                path = exchange.Path,
                status,
                ms = milliseconds,
                correlationId = exchange.CorrelationId,
            })
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{time} {exchange.Site.Name,-11} {exchange.Method,-6} {exchange.Path} {status} {milliseconds} ms {exchange.CorrelationId}");
        lock (_gate)
        {
            writer.WriteLine(line);
        }
    }
}
