using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>The output of a list, page by page, in each output format.</summary>
[Collection("ModuleContext")]
public sealed class PageFormTests
{
    // The second page has its single row without an array.
    private const string First = """{"list":{"meta":{"totalCount":3,"nextCursor":"?cursor=2"},"elements":{"order":[{"id":1},{"id":2}]}}}""";
    private const string Second = """{"list":{"meta":{"totalCount":3},"elements":{"order":{"id":3}}}}""";
    private const string Empty = """{"list":{"meta":{"totalCount":0},"elements":{"order":[]}}}""";

    [Theory]
    [InlineData("-All | ForEach-Object { $_.id }", "1 2 3")]
    [InlineData("-All -AsHashtable | ForEach-Object { $_['id'] }", "1 2 3")]
    [InlineData("-MaxPages 2 | ForEach-Object { $_.id }", "1 2 3")]
    [InlineData("-All -Raw | ForEach-Object { $_.Length -gt 50 }", "True True")]
    [InlineData("-All -AsResponse | ForEach-Object { \"$($_.StatusCode):$($_.IsComplete)\" }", "200: 200:True")]
    [InlineData("-All -AsResult | ForEach-Object { \"$($_.Succeeded):$($_.IsComplete)\" }", "True: True:True")]
    public void All_pages(string call, string output)
    {
        using var host = new ScriptedHost(Answer).Connect();

        var result = host.Run($"Invoke-WalmartApi /v3/orders {call}").Clean;

        Assert.Equal(output, string.Join(' ', result.Output));
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("| ForEach-Object { $_.id }", "1 2")]
    [InlineData("-Raw | ForEach-Object { $_.Length -gt 50 }", "True")]
    [InlineData("-AsResponse | ForEach-Object { \"$($_.StatusCode):$($_.IsComplete)\" }", "200:False")]
    [InlineData("-AsResult | ForEach-Object { \"$($_.Succeeded):$($_.IsComplete)\" }", "True:False")]
    public void Fewer_pages_than_there_are_come_with_a_warning(string call, string output)
    {
        using var host = new ScriptedHost(Answer).Connect();

        var result = host.Run($"Invoke-WalmartApi /v3/orders -MaxPages 1 {call}").Clean;

        Assert.Equal(output, string.Join(' ', result.Output));
        Assert.Contains("There are more pages", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-Raw", Empty)]
    [InlineData("-AsResponse | ForEach-Object { \"$($_.StatusCode):$($_.IsComplete)\" }", "200:True")]
    public void A_list_without_rows(string call, string output)
    {
        using var host = new ScriptedHost(request => request.Address.AbsolutePath == "/v3/orders" ? ScriptedHandler.Json(Empty) : null).Connect();

        var result = host.Run($"Invoke-WalmartApi /v3/orders -All {call}").Clean;

        Assert.Equal(output, string.Join(' ', result.Output));
        Assert.Empty(result.Warnings);
    }

    private static HttpResponseMessage? Answer(SentRequest request) =>
        request.Address.AbsolutePath != "/v3/orders" ? null : ScriptedHandler.Json(request.Address.Query.Length == 0 ? First : Second);
}
