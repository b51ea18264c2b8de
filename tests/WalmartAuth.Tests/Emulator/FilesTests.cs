using System.Net;
using System.Net.Http.Headers;
using System.Text;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class FilesTests
{
    [Theory]
    [InlineData("file", "feed.json", HttpStatusCode.OK)]
    [InlineData("upload", "feed.json", HttpStatusCode.BadRequest)]
    [InlineData("file", "feed.txt", HttpStatusCode.BadRequest)]
    public async Task A_multipart_feed_needs_one_part_named_file(string part, string fileName, HttpStatusCode status)
    {
        await using var client = await EmulatorClient.StartAsync();
        var request = client.Call(await client.TokenAsync(), "/v3/feeds?feedType=MP_ITEM", HttpMethod.Post);
        request.Content = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 0, 255, 13, 10]), part, fileName } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_feed_steps_on_each_time_it_is_looked_at()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var posted = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=MP_ITEM", "{}");
        var id = (await EmulatorClient.JsonAsync(posted)).GetProperty("feedId").GetString()!;
        Assert.Contains('@', id);
        var seen = new List<string?>();
        for (var look = 0; look < 4; look++)
        {
            seen.Add((await client.GetJsonAsync(token, "/v3/feeds/" + Uri.EscapeDataString(id))).GetProperty("feedStatus").GetString());
        }

        Assert.Equal(["RECEIVED", "INPROGRESS", "PROCESSED", "PROCESSED"], seen);
    }

    [Fact]
    public async Task A_feed_without_an_id_in_its_response_is_in_the_list()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        client.Gateway.Faults.Add(Fault.Of(FaultKind.MissingFeedId));
        using var posted = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=PRICE", "{}");
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.False((await EmulatorClient.JsonAsync(posted)).TryGetProperty("feedId", out _));
        var list = await client.GetJsonAsync(token, "/v3/feeds?limit=2&offset=0");
        Assert.Equal(121, list.GetProperty("totalResults").GetInt32());
        Assert.Equal("PRICE", list.GetProperty("results").GetProperty("feed")[0].GetProperty("feedType").GetString());
    }

    [Fact]
    public async Task A_raw_feed_can_be_acknowledged_in_XML_and_a_large_one_is_refused()
    {
        await using var client = await EmulatorClient.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Default with { MaxFeedBytes = 10 } });
        var token = await client.TokenAsync();
        var small = EmulatorClient.WithBody(client.Call(token, "/v3/feeds?feedType=PRICE", HttpMethod.Post, headers: ("Accept", "application/xml")), "{}");
        using var taken = await client.SendAsync(small);
        Assert.Contains("<ns2:FeedAcknowledgement xmlns:ns2=\"http://walmart.com/\"><ns2:feedId>", await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var refused = await client.SendJsonAsync(token, HttpMethod.Post, "/v3/feeds?feedType=PRICE", "[1,2,3,4,5,6]");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Theory]
    [InlineData("ITEM", "504B0304")]
    [InlineData("INVENTORY", "1F8B")]
    [InlineData("BUYBOX", "534B55")]
    public async Task A_report_is_ready_after_two_status_requests_and_is_on_another_host(string type, string firstBytes)
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var created = await client.SendJsonAsync(token, HttpMethod.Post, $"/v3/reports/reportRequests?reportType={type}&reportVersion=v4", "");
        var id = (await EmulatorClient.JsonAsync(created)).GetProperty("requestId").GetString();
        using var early = await client.GetAsync(token, "/v3/reports/downloadReport?requestId=" + id);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal("INPROGRESS", (await client.GetJsonAsync(token, "/v3/reports/reportRequests/" + id)).GetProperty("requestStatus").GetString());
        Assert.Equal("READY", (await client.GetJsonAsync(token, "/v3/reports/reportRequests/" + id)).GetProperty("requestStatus").GetString());

        var address = new Uri((await client.GetJsonAsync(token, "/v3/reports/downloadReport?requestId=" + id)).GetProperty("downloadURL").GetString()!);
        Assert.Equal(client.Gateway.Files.Authority, address.Authority);
        using var file = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
        Assert.StartsWith(firstBytes, Convert.ToHexString(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("+0000", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains(":", file.Content.Headers.ContentDisposition!.FileName);

        client.Gateway.Faults.Add(Fault.Of(FaultKind.UnsafeFileName));
        using var unsafeName = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
        Assert.StartsWith("../../outside", unsafeName.Content.Headers.ContentDisposition!.FileName!.Trim('"'));

        using var withToken = await client.SendAsync(client.Call(token, address.PathAndQuery, site: client.Gateway.Files));
        Assert.Equal(HttpStatusCode.BadRequest, withToken.StatusCode);
        Assert.Contains(client.Gateway.Received.Snapshot(), request => request.Site == "Files" && request.Headers.ContainsKey("WM_SEC.ACCESS_TOKEN"));
    }

    [Fact]
    public async Task A_report_request_needs_its_content_type_and_a_plain_accept()
    {
        await using var client = await EmulatorClient.StartAsync();
        var token = await client.TokenAsync();
        using var bare = await client.SendAsync(client.Call(token, "/v3/reports/reportRequests?reportType=ITEM", HttpMethod.Post));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, bare.StatusCode);
        using var any = await client.GetAsync(token, "/v3/reports/downloadReport?requestId=1", ("Accept", "*/*"));
        Assert.Equal(HttpStatusCode.NotAcceptable, any.StatusCode);
    }

    [Theory]
    [InlineData("application/pdf", HttpStatusCode.OK, "25504446")]
    [InlineData("image/png", HttpStatusCode.OK, "89504E47")]
    [InlineData("*/*", HttpStatusCode.NotAcceptable, "7B")]
    public async Task A_label_is_what_Accept_asks_for(string accept, HttpStatusCode status, string firstBytes)
    {
        await using var client = await EmulatorClient.StartAsync();
        using var answer = await client.GetAsync(await client.TokenAsync(), "/v3/shipping/labels/carriers/FedEx/trackings/1Z%2F9", ("Accept", accept));
        Assert.Equal(status, answer.StatusCode);
        Assert.StartsWith(firstBytes, Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Bytes_redirects_and_echoes_need_no_token()
    {
        await using var client = await EmulatorClient.StartAsync();
        var (site, files) = (client.Gateway.Marketplace, client.Gateway.Files);
        var bytes = await client.Http.GetByteArrayAsync(new Uri(files, "_emulator/bytes?count=200001"), TestContext.Current.CancellationToken);
        Assert.Equal(200_001, bytes.Length);

        using var redirect = await client.Http.GetAsync(new Uri(site, "_emulator/redirect?to=%2F_emulator%2Fecho&status=307"), TestContext.Current.CancellationToken);
        Assert.Equal((307, "/_emulator/echo"), ((int)redirect.StatusCode, redirect.Headers.Location!.OriginalString));

        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(site, "_emulator/echo?a=b")) { Content = new StringContent("é", Encoding.UTF8, new MediaTypeHeaderValue("text/plain")) };
        request.Headers.Add("WM_SEC.ACCESS_TOKEN", "very-secret");
        using var echo = await client.SendAsync(request);
        var text = await echo.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"body\":\"é\"", text);
        Assert.DoesNotContain("very-secret", text);
    }
}
