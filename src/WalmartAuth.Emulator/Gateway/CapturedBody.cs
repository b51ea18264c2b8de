using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WalmartAuth.Emulator;

/// <summary>A request body: its length and as much of its beginning as a handler may want to read.</summary>
internal readonly record struct CapturedBody(ReadOnlyMemory<byte> Kept, long Length)
{
    private const int Keep = 4 * 1024 * 1024;

    public static ValueTask<CapturedBody> ReadAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            ? ReadToEndAsync(context)
            : default;

    private static async ValueTask<CapturedBody> ReadToEndAsync(HttpContext context)
    {
        var kept = new ArrayBufferWriter<byte>();
        long length = 0;
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            foreach (var segment in read.Buffer)
            {
                var room = (int)Math.Min(segment.Length, Keep - kept.WrittenCount);
                kept.Write(segment.Span[..room]);
                length += segment.Length;
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return new CapturedBody(kept.WrittenMemory, length);
            }
        }
    }
}
