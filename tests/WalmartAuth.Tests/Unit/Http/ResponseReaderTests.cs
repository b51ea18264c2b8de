using System.IO.Compression;
using System.Net;
using System.Text;
using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Bodies become text in their own charset and no further than a limit.</summary>
public sealed class ResponseReaderTests
{
    private const string Text = """{"name":"Größe – 語 €"}""";

    public static TheoryData<string, string?, byte[]> Bodies() => new()
    {
        { "UTF-8 as declared", "application/json; charset=utf-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8 by default", "application/json", Encoding.UTF8.GetBytes(Text) },
        { "no type at all", null, Encoding.UTF8.GetBytes(Text) },
        { "UTF-8 with a mark", "application/json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { "a mark against the header", "application/json; charset=iso-8859-1", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16", "application/json; charset=utf-16", Encoding.Unicode.GetBytes(Text) },
        { "UTF-16 with a mark", "application/json", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16, big end first", "application/json", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "a quoted charset", "application/json; charset=\"utf-8\"", Encoding.UTF8.GetBytes(Text) },
        { "a charset nobody knows", "application/json; charset=klingon", Encoding.UTF8.GetBytes(Text) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_charset_is_the_marks_else_the_headers_else_UTF8(string what, string? type, byte[] bytes)
    {
        Assert.NotEmpty(what);
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        Assert.Equal(Text, (await ReadAsync(content)).Value);
    }

    [Fact]
    public async Task Latin_1_is_read_as_declared()
    {
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes("Größe"));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=iso-8859-1");

        var text = await ReadAsync(content);

        Assert.Equal("Größe", text.Value);
        Assert.Equal("text/plain", text.MediaType);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(3_000_000)]
    public async Task Every_length_is_read_completely_with_and_without_a_declared_one(int length)
    {
        var text = new string('a', length);
        var chunked = new StreamContent(new DeflateStream(Deflated(text), CompressionMode.Decompress));

        Assert.Equal(text, (await ReadAsync(new StringContent(text))).Value);
        Assert.Equal(text, (await ReadAsync(chunked)).Value);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_an_error_that_names_OutFile()
    {
        var error = await Assert.ThrowsAsync<WalmartException>(() => ResponseReader.ReadAsync(new StringContent(new string('a', 101)), 100, truncate: false, CallHarness.Request(), CancellationToken.None));

        Assert.Equal(WalmartErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("-OutFile", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_error_the_beginning_is_kept() =>
        Assert.Equal(100, (await ResponseReader.ReadAsync(new StringContent(new string('a', 5000)), 100, truncate: true, CallHarness.Request(), CancellationToken.None)).Value.Length);

    [Fact]
    public async Task A_claimed_length_is_not_allocated_before_it_is_there()
    {
        var content = new StreamContent(new MemoryStream("{}"u8.ToArray()));
        content.Headers.ContentLength = ResponseReader.MaximumLength;
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("{}", (await ReadAsync(content)).Value);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task A_HEAD_answer_has_a_length_and_no_body()
    {
        var content = new StreamContent(Stream.Null);
        content.Headers.ContentLength = 5000;

        Assert.True((await ReadAsync(content)).IsEmpty);
    }

    private static Task<ResponseText> ReadAsync(HttpContent content) =>
        ResponseReader.ReadAsync(content, ResponseReader.MaximumLength, truncate: false, CallHarness.Request(), CancellationToken.None);

    private static MemoryStream Deflated(string text)
    {
        var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        stream.Position = 0;
        return stream;
    }
}
