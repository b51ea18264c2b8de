using System.Net;
using System.Text;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>An ApiClient with a scripted network and the test's clock.</summary>
internal sealed class CallHarness
{
    public static readonly Uri Base = new("https://marketplace.walmartapis.com/");

    public CallHarness(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> answer, Func<Gateway, Gateway>? change = null)
    {
        Network = new ScriptedHandler(answer);
        var gateway = new Gateway { Program = WalmartProgram.Marketplace, BaseAddress = Base };
        Gateway = change?.Invoke(gateway) ?? gateway;
        Client = new ApiClient(Gateway, new RequestSender(new HttpMessageInvoker(Network), Gateway, Clock), Clock, Counters);
    }

    public CallHarness(Func<SentRequest, HttpResponseMessage> answer, Func<Gateway, Gateway>? change = null)
        : this((request, _) => Task.FromResult(answer(request)), change)
    {
    }

    /// <summary>Returns the given responses in order; the last one repeats.</summary>
    public CallHarness(params Func<HttpResponseMessage>[] answers)
        : this(InOrder(answers))
    {
    }

    public FakeClock Clock { get; } = new() { AdvancesByItself = true };

    public ScriptedHandler Network { get; }

    public Gateway Gateway { get; }

    public StubAuthorizer Tokens { get; } = new(Base, "first-token", "second-token");

    public SessionCounters Counters { get; } = new();

    public ActivityLog Activity { get; } = new();

    public ApiClient Client { get; }

    public IReadOnlyList<SentRequest> Sent => Network.Sent.ToArray();

    public static ApiRequest Request(string path = "/v3/orders", string method = "GET", bool hasBody = true) => new()
    {
        Method = new HttpMethod(method),
        Address = new Uri(Base, path),
        PathTemplate = path.Split('?')[0],
        CorrelationId = "the-call",
        Body = hasBody && method is "POST" or "PUT" or "PATCH" ? new RequestBody(() => new StringContent("{}", Encoding.UTF8, "application/json")) : null,
    };

    public static Func<HttpResponseMessage> Status(int status, params (string Name, string Value)[] headers) => () =>
    {
        var response = status >= 400 ? ScriptedHandler.Error((HttpStatusCode)status, "SOME_CODE.GMP_GATEWAY_API") : ScriptedHandler.Json("{}", (HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    };

    public Task<ApiResponse> SendAsync(ApiRequest? request = null, CancellationToken cancellation = default) => SendOneAsync(request ?? Request(), cancellation);

    public Task<WalmartException> FailAsync(ApiRequest? request = null) => Assert.ThrowsAnyAsync<WalmartException>(() => SendAsync(request));

    private Task<ApiResponse> SendOneAsync(ApiRequest request, CancellationToken cancellation) =>
        Client.SendAsync(request, Tokens, new CallBudget(request.Retry, request.Timeout, Clock, Activity), cancellation).WaitAsync(Patience.Limit);

    private static Func<SentRequest, HttpResponseMessage> InOrder(Func<HttpResponseMessage>[] answers)
    {
        var count = -1;
        return _ => answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)]();
    }
}
