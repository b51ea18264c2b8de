using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>Puts an answer on the wire, with the headers that every answer has and the faults that spoil it on the way.</summary>
internal sealed class AnswerWriter(FaultPlan faults, EmulatorClock clock)
{
    public Task WriteAsync(Exchange exchange, Answer answer)
    {
        if (answer.Body.Length > 0)
        {
            answer = Encode(exchange, answer);
        }

        WriteHead(exchange, answer);
        var response = exchange.Context.Response;
        if (faults.TryTake(FaultKind.SlowBody, exchange, out var slow))
        {
            response.Body = new PacedStream(response.Body, slow.BytesPerSecond, exchange.Context.RequestAborted);
        }

        if (answer.Stream is { } stream)
        {
            return StreamAsync(exchange, answer, stream);
        }

        response.ContentLength = answer.StatusCode is 204 or 304 ? null : answer.Body.Length;
        return answer.Body.IsEmpty || HttpMethods.IsHead(exchange.Method) ? Task.CompletedTask
            : exchange.Breaks ? HalfAsync(response, answer.Body)
            : response.Body.WriteAsync(answer.Body).AsTask();
    }

    private static async Task StreamAsync(Exchange exchange, Answer answer, Func<HttpResponse, CancellationToken, Task> stream)
    {
        await stream(exchange.Context.Response, exchange.Context.RequestAborted);
        if (exchange.Breaks && answer.StreamLength is null)
        {
            // Without a declared length only an abort shows that something is missing.
            exchange.Context.Abort();
        }
    }

    private void WriteHead(Exchange exchange, Answer answer)
    {
        var response = exchange.Context.Response;
        response.StatusCode = answer.StatusCode;
        response.ContentType = answer.ContentType;
        var headers = response.Headers;
        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        if (answer.StreamLength is { } length)
        {
            response.ContentLength = length;
        }

        if (exchange.Site.Kind != SiteKind.Files && exchange.CorrelationId is { } correlation)
        {
            headers[WalmartHeaders.CorrelationId] = correlation;
        }

        if (clock.Offset != TimeSpan.Zero)
        {
            headers.Date = clock.Now.ToString("R", CultureInfo.InvariantCulture);
        }

        if (answer.StatusCode >= 400 && faults.TryTake(FaultKind.RetryAfter, exchange, out var fault))
        {
            headers.RetryAfter = RetryAfter(fault);
        }
    }

    private string RetryAfter(Fault fault) =>
        fault.Value
        ?? (fault.AsDate
            ? clock.Now.AddMilliseconds(fault.Milliseconds).ToString("R", CultureInfo.InvariantCulture)
            : Math.Ceiling(fault.Milliseconds / 1000.0).ToString(CultureInfo.InvariantCulture));

    private Answer Encode(Exchange exchange, Answer answer)
    {
        if (faults.TryTake(FaultKind.Charset, exchange, out var fault))
        {
            answer = InCharset(answer, fault.Value ?? "utf-16");
        }

        if (exchange.Context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)
            && faults.Takes(FaultKind.Gzip, exchange))
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            {
                gzip.Write(answer.Body.Span);
            }

            answer = (answer with { Body = packed.ToArray() }).With("Content-Encoding", "gzip");
        }

        return answer;
    }

    private static Answer InCharset(Answer answer, string charset)
    {
        var type = answer.ContentType?.Split(';')[0];
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        return charset switch
        {
            "none" => answer with { ContentType = type },
            "bom" => answer with { Body = Encoding.UTF8.GetBytes('\uFEFF' + text) },
            _ => answer with { ContentType = $"{type};charset={charset}", Body = Known(charset).GetBytes(text) },
        };
    }

    private static Encoding Known(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static async Task HalfAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        // The server ends the connection by itself once fewer bytes have been written than were declared.
        await response.Body.WriteAsync(body[..(body.Length / 2)]);
        await response.Body.FlushAsync();
    }
}
