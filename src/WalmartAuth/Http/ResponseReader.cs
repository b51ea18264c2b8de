using System.Text;

namespace WalmartAuth.Http;

/// <summary>Reads a body into text, in its own charset and no further than a limit.</summary>
internal static class ResponseReader
{
    /// <summary>The maximum number of bytes read into memory for an API response. Larger ones belong in a file.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    /// <summary>The maximum that is read of a token response or an error; a token has about 1,000 characters (contract §2).</summary>
    public const int MaximumSmallLength = 1024 * 1024;

    // Many large responses at once must not exceed the machine's memory.
    private static readonly ReadBudget Together = new(1024L * 1024 * 1024);

    [ThreadStatic]
    private static byte[]? spare;

    /// <summary>Reads the body.</summary>
    /// <param name="content">The body.</param>
    /// <param name="limit">The maximum number of bytes to read.</param>
    /// <param name="truncate">Keep the beginning of a longer body, for errors, instead of failing.</param>
    /// <param name="request">The call, for the error.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<ResponseText> ReadAsync(HttpContent content, int limit, bool truncate, ApiRequest request, CancellationToken cancellation)
    {
        var type = content.Headers.ContentType;
        if (content.Headers.ContentLength == 0)
        {
            return new ResponseText("", type?.MediaType);
        }

        // The body's stream may ignore a cancellation token; disposing the body ends the read.
        using var abort = cancellation.Register(content.Dispose);
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        // The declared length reserves at most this much; the rest is reserved as it arrives.
        var buffer = Rent(content.Headers.ContentLength is { } length and > 0 ? (int)Math.Min(length, Math.Min(limit, MaximumSmallLength)) + 1 : 16 * 1024);
        var count = 0;
        var reserved = 0L;
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer, count, buffer.Length - count, cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                count += read;
                if (count > limit)
                {
                    if (!truncate)
                    {
                        throw new WalmartException(WalmartErrorId.InvalidResponse, HttpMessages.AnswerIsTooLarge(request.Label, limit), target: request.Target, recommendedAction: HttpMessages.SaveToFile);
                    }

                    count = limit;
                    break;
                }

                if (count == buffer.Length)
                {
                    var size = (int)Math.Min((long)buffer.Length * 2, limit + 1L);
                    reserved += size - buffer.Length;
                    Together.Reserve(size - buffer.Length, request);
                    Array.Resize(ref buffer, size);
                }
            }

            var text = Decode(buffer, count, type?.CharSet);
            if (limit <= MaximumSmallLength)
            {
                // A small response may contain a token.
                Array.Clear(buffer, 0, count);
            }

            spare = buffer.Length <= 512 * 1024 ? buffer : null;
            return new ResponseText(text, type?.MediaType);
        }
        finally
        {
            Together.Release(reserved);
        }
    }

    private static byte[] Rent(int length)
    {
        var buffer = spare;
        spare = null;
        return buffer is not null && buffer.Length >= length ? buffer : new byte[length];
    }

    // A byte order mark takes precedence over the header; an unknown charset is read as UTF-8, the encoding of JSON.
    private static string Decode(byte[] bytes, int count, string? charset)
    {
        if (count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        {
            return Encoding.UTF8.GetString(bytes, 3, count - 3);
        }

        if (count >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, count - 2);
        }

        var encoding = Encoding.UTF8;
        if (!string.IsNullOrEmpty(charset) && !string.Equals(charset, "utf-8", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                encoding = Encoding.GetEncoding(charset!.Trim('"', '\'', ' '));
            }
            catch (ArgumentException)
            {
            }
        }

        return encoding.GetString(bytes, 0, count);
    }
}

/// <summary>The memory shared by all responses that are being read.</summary>
internal sealed class ReadBudget
{
    private readonly long maximum;
    private long used;

    /// <param name="maximum">The maximum number of bytes.</param>
    public ReadBudget(long maximum) => this.maximum = maximum;

    /// <summary>Reserves memory; it must be released, even if this throws.</summary>
    /// <exception cref="WalmartException">InvalidResponse: there is no memory left.</exception>
    public void Reserve(long bytes, ApiRequest request)
    {
        if (Interlocked.Add(ref used, bytes) > maximum)
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, HttpMessages.AnswersAreTooLarge(request.Label, maximum), target: request.Target, recommendedAction: HttpMessages.ReadFewerAtOnce);
        }
    }

    public void Release(long bytes) => Interlocked.Add(ref used, -bytes);
}
