using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>Writes one line per request: no query values, no headers except the correlation id, no bodies.</summary>
internal sealed class RequestLines(TextWriter writer, RequestLogFormat format)
{
    private readonly TextWriter _writer = TextWriter.Synchronized(writer);

    public void Write(RequestContext request, int status, TimeSpan took)
    {
        if (format == RequestLogFormat.None)
        {
            return;
        }

        var time = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var ms = Math.Round(took.TotalMilliseconds, 2);
        _writer.WriteLine(format == RequestLogFormat.Json
            ? JsonSerializer.Serialize(new
            {
                time, site = request.Host.Name, account = request.AccountName, method = request.Method, path = request.Path, status, ms, correlationId = request.CorrelationId,
            })
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{time} {request.Host.Name,-11} {request.AccountName,-22} {request.Method,-6} {request.Path} {status} {ms} ms {request.CorrelationId}"));
    }
}

/// <summary>The format of the line for each request.</summary>
public enum RequestLogFormat
{
    /// <summary>No lines.</summary>
    None,

    /// <summary>Columns, for people.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
