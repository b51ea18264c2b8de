using System.Net;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>The next step of an error, which depends on Walmart's code and on the call (contract §5 and §8).</summary>
public sealed class NextStepTests
{
    [Theory]
    [InlineData(400, "MISSING_REQUEST_PARAM.S", "Add the parameter that the message names with -Query.")]
    [InlineData(400, "MISSING_REQUEST_HEADER.S", "Add the header that the message names with -Headers.")]
    [InlineData(400, "INVALID_REQUEST_CONTENT.S", "Correct the body: ")]
    [InlineData(400, "MALFORMED_REQUEST_CONTENT.S", "Correct the body: ")]
    [InlineData(400, "SOMETHING.S", "Correct what the message names: ")]
    [InlineData(404, "CONTENT_NOT_FOUND.S", "Nothing matches; ")]
    [InlineData(404, "URI_NOT_FOUND.S", "This path does not exist. ")]
    [InlineData(404, "SOMETHING.S", "Check the path and the id. ")]
    [InlineData(403, "SOMETHING.S", "Show the scopes with Get-WalmartToken -Detail, ")]
    [InlineData(405, "SOMETHING.S", "The path exists, but not for GET: check -Method.")]
    [InlineData(406, "SOMETHING.S", "Request the type that the endpoint returns with -Accept, ")]
    [InlineData(413, "SOMETHING.S", "The file is too large for its feed type; ")]
    [InlineData(415, "SOMETHING.S", "Send the type that the endpoint accepts with -ContentType.")]
    [InlineData(422, "SOMETHING.S", "Correct the request as Walmart's message says; ")]
    [InlineData(423, "SOMETHING.S", "The resource is still being processed; ")]
    [InlineData(429, "SOMETHING.S", "Retry later, call less often, ")]
    [InlineData(503, "SOMETHING.S", "Walmart's gateway has a problem; ")]
    public async Task A_status_and_a_code_have_one_next_step(int status, string code, string nextStep) =>
        Assert.StartsWith(nextStep, await NextStepAsync(ScriptedHandler.Error((HttpStatusCode)status, code)), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "/v3/taxonomy", "Walmart moved this endpoint: use GET /v3/items/taxonomy.")]
    [InlineData("GET", "/v3/items/spec", "Walmart moved this endpoint: use POST /v3/items/spec.")]
    [InlineData("POST", "/v3/items/spec", "This path does not exist. ")]
    [InlineData("GET", "/v3/orders", "This path does not exist. ")]
    public async Task A_route_that_moved_names_its_successor(string method, string path, string nextStep)
    {
        Assert.StartsWith(nextStep, await NextStepAsync(ScriptedHandler.Error(HttpStatusCode.NotFound, "URI_NOT_FOUND"), path, method), StringComparison.Ordinal);
        Assert.StartsWith(nextStep, await NextStepAsync(new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("NO STATIC RESOURCE v3/x.") }, path, method), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_404_with_another_code_does_not_name_a_successor() =>
        Assert.StartsWith("Check the path and the id. ", await NextStepAsync(ScriptedHandler.Error(HttpStatusCode.NotFound, "SOMETHING"), "/v3/taxonomy"), StringComparison.Ordinal);

    [Fact]
    public async Task A_403_page_of_the_network_in_front_is_not_about_scopes()
    {
        var error = await FailAsync(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<p>Access Denied. Reference #18.c4a02817</p>") });

        Assert.Equal(WalmartErrorId.RequestFailed, error.ErrorId);
        Assert.EndsWith(": Access Denied. Reference #18.c4a02817. (CDN reference 18.c4a02817)", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("The call was refused by the network in front of Walmart's gateway, ", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static async Task<string> NextStepAsync(HttpResponseMessage answer, string path = "/v3/orders", string method = "GET") =>
        (await FailAsync(answer, path, method)).RecommendedAction;

    private static Task<WalmartException> FailAsync(HttpResponseMessage answer, string path = "/v3/orders", string method = "GET") =>
        new CallHarness(() => answer).FailAsync(CallHarness.Request(path, method) with { Retry = new RetryPolicy { MaximumRetryCount = 0 } });
}
