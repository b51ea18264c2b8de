using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>The complete output of -Verbose and -Debug.</summary>
[Collection("ModuleContext")]
public sealed class VerboseTests : IDisposable
{
    private const string AnyId = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private readonly Queue<Func<HttpResponseMessage?>> answers = new();
    private readonly ScriptedHost host;

    public VerboseTests()
    {
        ScriptedHost? harness = null;
        host = harness = new ScriptedHost(_ =>
        {
            harness!.Clock.Advance(TimeSpan.FromMilliseconds(250));
            return answers.TryDequeue(out var answer) ? answer() : null;
        });
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_connection_that_the_token_cache_answers_says_that_Walmart_was_not_asked()
    {
        host.Connect();

        var again = host.Run("Connect-Walmart -Program Marketplace -Credential $credential -Verbose");

        Assert.Contains(again.Verbose, v => v.EndsWith("so Walmart was not asked.", StringComparison.Ordinal));
        Assert.Equal(1, host.Count("/v3/token"));
    }

    [Fact]
    public void A_call_has_its_method_path_status_milliseconds_attempt_and_correlation_id()
    {
        host.Connect();
        Assert.Equal(["GET /v3/orders -> 200 in 250 ms (attempt 1, correlation id mine)"], Verbose("Invoke-WalmartApi /v3/orders?sku=hidden -CorrelationId mine"));
    }

    [Theory]
    [InlineData("$VerbosePreference = 'Continue'; Invoke-WalmartApi /v3/orders", true)]
    [InlineData("$VerbosePreference = [Management.Automation.ActionPreference]::Continue; Invoke-WalmartApi /v3/orders", true)]
    [InlineData("$VerbosePreference = 'Continue'; Invoke-WalmartApi /v3/orders -Verbose:$false", false)]
    [InlineData("$VerbosePreference = 'Ignore'; Invoke-WalmartApi /v3/orders", false)]
    [InlineData("$DebugPreference = 'SilentlyContinue'; $more = @{ Verbose = $true }; Invoke-WalmartApi /v3/orders @more", true)]
    [InlineData("Invoke-WalmartApi /v3/orders", false)]
    public void A_parameter_goes_before_the_preference_and_the_preference_counts_without_one(string script, bool isVerbose)
    {
        host.Connect();
        Assert.Equal(isVerbose ? 1 : 0, host.Run(script).Clean.Verbose.Count);
    }

    [Fact]
    public void A_wait_has_its_length_and_its_reason()
    {
        host.Connect();
        answers.Enqueue(() => Status(429, ("Retry-After", "7")));

        Assert.Equal(
            [
                "GET /v3/orders -> 429 in 250 ms (attempt 1, correlation id mine)",
                "Waiting 7.0 s: GET /v3/orders answered 429.",
                "GET /v3/orders -> 200 in 250 ms (attempt 2, correlation id mine)",
            ],
            Verbose("Invoke-WalmartApi /v3/orders -CorrelationId mine"));
    }

    [Fact]
    public void A_renewal_after_a_401_is_logged_between_the_two_attempts()
    {
        host.Connect();
        answers.Enqueue(() => Status(401));

        var verbose = Verbose("Invoke-WalmartApi /v3/orders -CorrelationId mine");

        Assert.Equal(3, verbose.Count);
        Assert.Equal("GET /v3/orders -> 401 in 250 ms (attempt 1, correlation id mine)", verbose[0]);
        Assert.Matches($"^POST /v3/token -> 200 in 250 ms \\(attempt 1, correlation id {AnyId}\\)$", verbose[1]);
        Assert.Equal("GET /v3/orders -> 200 in 250 ms (attempt 1, correlation id mine)", verbose[2]);
    }

    [Fact]
    public void The_token_call_says_the_same_of_itself()
    {
        answers.Enqueue(() => Status(503, ("Retry-After", "3")));

        var verbose = Verbose("Connect-Walmart -Program Marketplace -Credential $credential");

        var id = Assert.Single(host.Network.Sent.Select(r => r.Header("WM_QOS.CORRELATION_ID")).Distinct());
        Assert.Equal(
            [
                $"POST /v3/token -> 503 in 250 ms (attempt 1, correlation id {id})",
                "Waiting 3.0 s: POST /v3/token answered 503.",
                $"POST /v3/token -> 200 in 250 ms (attempt 2, correlation id {id})",
            ],
            verbose);
    }

    [Fact]
    public void Debug_adds_the_names_of_the_headers()
    {
        host.Connect();
        answers.Enqueue(() =>
        {
            var answer = ScriptedHandler.Json("{\"a\":\"an answer's body\"}");
            answer.Headers.TryAddWithoutValidation("X-Current-Token-Count", "4999");
            return answer;
        });

        var result = host.Run("Invoke-WalmartApi /v3/feeds?x=hidden -Method Post -Body @{ a = \"a caller's body\" } -Headers @{ 'X-Api-Key' = 'a-key-of-somebody' } -Confirm:$false -Debug 5>&1 4>$null | Where-Object { $_ -is [Management.Automation.DebugRecord] } | ForEach-Object Message").Clean;

        Assert.Equal(
            [
                "POST marketplace.walmartapis.com/v3/feeds, headers sent: WM_SVC.NAME, WM_QOS.CORRELATION_ID, Accept, X-Api-Key, WM_SEC.ACCESS_TOKEN, Authorization, Content-Type",
                "Headers received: X-Current-Token-Count",
            ],
            result.Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void Debug_says_the_same_of_the_token_call()
    {
        var debug = host.Run("Connect-Walmart -Program Marketplace -Credential $credential -Debug").Clean.Debug;

        Assert.Equal(["POST marketplace.walmartapis.com/v3/token, headers sent: WM_SVC.NAME, WM_QOS.CORRELATION_ID, Accept, Authorization, Content-Type", "Headers received: "], debug);
    }

    [Theory]
    [InlineData("Invoke-WalmartApi 'https://files.example/a.csv?sig=a-signature' -OutFile $file -CorrelationId mine -Verbose -Debug", false)]
    [InlineData("Invoke-WalmartApi /v3/reports/downloadReport -OutFile $file -CorrelationId mine -Verbose -Debug", true)]
    public void Of_a_pre_signed_address_there_is_no_query(string script, bool isRedirected)
    {
        host.Connect();
        if (isRedirected)
        {
            answers.Enqueue(() => Status(302, ("Location", "https://files.example/a.csv?sig=a-signature")));
        }

        var file = Path.Combine(Path.GetTempPath(), $"walmartauth-{Guid.NewGuid():N}");
        var result = host.Run(script, ("file", file)).Clean;
        File.Delete(file);

        Assert.Contains("GET files.example/a.csv, headers sent: Accept", result.Debug);
        Assert.DoesNotContain(result.Verbose.Concat(result.Debug), line => line.Contains("sig", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Verbose.Concat(result.Debug), line => line.Contains("token-number", StringComparison.Ordinal));
    }

    private IReadOnlyList<string> Verbose(string script) => host.Run(script + " -Verbose").Clean.Verbose;

    private static HttpResponseMessage Status(int status, params (string Name, string Value)[] headers)
    {
        var answer = ScriptedHandler.Error((HttpStatusCode)status, "SOME_CODE");
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }
}
