using System.Collections;
using System.Xml;
using WalmartAuth.Requests;
using WalmartAuth.Tests.Unit.Http;

namespace WalmartAuth.Tests.Unit.Calls;

/// <summary>What is sent for each kind of body, and its media type.</summary>
public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(null, null, "", "application/json")]
    [InlineData("{}", null, "{}", "application/json")]
    [InlineData("  <a/>", null, "  <a/>", "application/xml")]
    [InlineData("a,b", "text/csv", "a,b", "text/csv")]
    [InlineData("é", "text/plain; charset=\"iso-8859-1\"", "\u00e9", "text/plain; charset=\"iso-8859-1\"")]
    public async Task A_text_is_sent_as_it_is(string? body, string? type, string text, string sentAs)
    {
        using var content = RequestBodyBuilder.FromObject(body, type).Create();

        Assert.Equal(text, await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(sentAs, content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData(null, "application/octet-stream")]
    [InlineData("application/zip", "application/zip")]
    public void Bytes_and_streams_have_no_type_but_the_one_given(string? type, string sentAs)
    {
        Assert.Equal(sentAs, RequestBodyBuilder.FromObject(new byte[] { 1 }, type).Create().Headers.ContentType!.ToString());
        Assert.Equal(sentAs, RequestBodyBuilder.FromObject(new MemoryStream(), type).Create().Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_document_is_sent_as_XML()
    {
        var document = new XmlDocument();
        document.LoadXml("<feed><sku>A</sku></feed>");

        using var content = RequestBodyBuilder.FromObject(document, null).Create();

        Assert.Equal("<feed><sku>A</sku></feed>", await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/xml", content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_stream_is_sent_again_from_where_it_was_if_it_can_be_read_again()
    {
        var stream = new MemoryStream("head,tail"u8.ToArray()) { Position = 5 };
        var body = RequestBodyBuilder.FromObject(stream, null);

        Assert.True(body.CanReplay);
        for (var i = 0; i < 2; i++)
        {
            using var content = body.Create();
            Assert.Equal("tail", await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.False(RequestBodyBuilder.FromObject(new BreakingStream(1), null).CanReplay);
    }

    [Theory]
    [InlineData("text/plain; charset=klingon", "klingon")]
    [InlineData("not a type", "not a type")]
    public void A_type_that_cannot_be_sent_is_an_argument_error(string type, string named)
    {
        var error = Assert.Throws<WalmartException>(() => RequestBodyBuilder.FromObject("text", type));

        Assert.Equal(WalmartErrorId.InvalidArgument, error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", "application/json")]
    [InlineData("a.XML", "application/xml")]
    [InlineData("a.csv", "text/csv")]
    [InlineData("a.zip", "application/zip")]
    [InlineData("a.gz", "application/gzip")]
    [InlineData("a.bin", "application/octet-stream")]
    public void A_file_has_the_type_of_its_extension(string name, string sentAs)
    {
        var folder = Directory.CreateTempSubdirectory("walmartauth-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, "x");

            using var content = RequestBodyBuilder.FromFile(path, null).Create();
            using var form = (MultipartFormDataContent)RequestBodyBuilder.FromForm(new Hashtable { ["file"] = new FileInfo(path) }).Create();

            Assert.Equal(sentAs, content.Headers.ContentType!.ToString());
            Assert.Equal(sentAs, form.Single().Headers.ContentType!.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_form_has_a_part_for_each_value()
    {
        using var form = (MultipartFormDataContent)RequestBodyBuilder.FromForm(new Hashtable { ["list"] = new object[] { true, 1.5, new byte[] { 65 } } }).Create();

        Assert.Equal(["true", "1.5", "A"], await Task.WhenAll(form.Select(part => part.ReadAsStringAsync(TestContext.Current.CancellationToken))));
        Assert.Contains("has no value", Assert.Throws<WalmartException>(() => RequestBodyBuilder.FromForm(new Hashtable { ["a"] = null })).Message, StringComparison.Ordinal);
    }
}
