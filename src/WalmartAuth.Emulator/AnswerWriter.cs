using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>Sends a response, with the headers of every response and the faults that affect its transmission.</summary>
internal sealed class AnswerWriter(FaultPlan faults, EmulatorClock clock)
{
    private const int StepsPerSecond = 20;

    public async Task WriteAsync(RequestContext request, Answer answer)
    {
        if (answer.Body.Length > 0 && answer.RepeatedTo is null)
        {
            answer = Encode(request, answer);
        }

        WriteHead(request, answer);
        if (answer.Stream is { } stream)
        {
            await stream(request.Context.Response.Body, request.Context.RequestAborted);
            return;
        }

        if (answer.Length > 0 && !HttpMethods.IsHead(request.Method))
        {
            await WriteBodyAsync(request, answer, faults.TryTake(FaultKind.SlowBody, request, out var slow) ? slow.BytesPerSecond : null);
        }
    }

    private static async Task WriteBodyAsync(RequestContext request, Answer answer, int? bytesPerSecond)
    {
        var (body, gone) = (request.Context.Response.Body, request.Context.RequestAborted);
        var step = bytesPerSecond is { } speed ? Math.Max(1, speed / StepsPerSecond) : answer.Body.Length;
        var end = request.Breaks ? answer.Length / 2 : answer.Length;
        for (var at = 0L; at < end;)
        {
            var from = (int)(at % answer.Body.Length);
            var count = (int)Math.Min(Math.Min(step, answer.Body.Length - from), end - at);
            await body.WriteAsync(answer.Body.Slice(from, count), gone);
            at += count;
            if (bytesPerSecond is not null)
            {
                await body.FlushAsync(gone);
                await Task.Delay(TimeSpan.FromSeconds((double)count / bytesPerSecond.Value), gone);
            }
        }

        if (request.Breaks)
        {
            // With a declared length, the server ends the connection itself, because fewer bytes were sent than declared.
            await body.FlushAsync(gone);
            if (answer.IsChunked)
            {
                request.Context.Abort();
            }
        }
    }

    private void WriteHead(RequestContext request, Answer answer)
    {
        var response = request.Context.Response;
        response.StatusCode = answer.StatusCode;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.IsChunked || answer.StatusCode is 204 or 304 ? null : answer.Length;
        var headers = response.Headers;
        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        if (request.Host.Kind != HostKind.Files && request.CorrelationId is { } correlation)
        {
            headers[WalmartHeaders.CorrelationId] = correlation;
        }

        if (clock.Offset != TimeSpan.Zero)
        {
            headers.Date = clock.Now.ToString("R", CultureInfo.InvariantCulture);
        }

        if (faults.TryTake(FaultKind.Deprecation, request, out var deprecation))
        {
            foreach (var (name, value) in deprecation.Headers.Count > 0 ? deprecation.Headers : Deprecated(deprecation.Value))
            {
                headers[name] = value;
            }
        }

        if (answer.StatusCode >= 400 && faults.TryTake(FaultKind.RetryAfter, request, out var fault))
        {
            headers.RetryAfter = RetryAfter(fault);
        }
    }

    private Dictionary<string, string> Deprecated(string? since) => new()
    {
        ["Deprecation"] = since ?? $"@{clock.Now.AddDays(-30).ToUnixTimeSeconds()}",
        ["Sunset"] = clock.Now.AddDays(90).ToString("R", CultureInfo.InvariantCulture),
        ["Link"] = "<https://developer.walmart.com/us-marketplace/docs/walmart-marketplace-api-deprecation-guide>; rel=\"deprecation\", </v4/successor>; rel=\"successor-version\"",
    };

    private string RetryAfter(Fault fault) =>
        fault.Value
        ?? (fault.AsDate
            ? clock.Now.AddMilliseconds(fault.Milliseconds).ToString("R", CultureInfo.InvariantCulture)
            : Math.Ceiling(fault.Milliseconds / 1000.0).ToString(CultureInfo.InvariantCulture));

    private Answer Encode(RequestContext request, Answer answer)
    {
        if (faults.TryTake(FaultKind.Charset, request, out var fault))
        {
            answer = InCharset(answer, fault.Value ?? "utf-16");
        }

        if (request.Context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)
            && faults.Takes(FaultKind.Gzip, request))
        {
            answer = (answer with { Body = Gzip(answer.Body) }).With("Content-Encoding", "gzip");
        }

        return answer;
    }

    public static byte[] Gzip(ReadOnlyMemory<byte> content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content.Span);
        }

        return packed.ToArray();
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
}
