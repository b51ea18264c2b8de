using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace WalmartAuth.Tests.Support;

/// <summary>Replaces the network: returns the test's responses, and records the requests.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> answer;

    public ScriptedHandler(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> answer) => this.answer = answer;

    public ScriptedHandler(Func<SentRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>The requests, in order.</summary>
    public ConcurrentQueue<SentRequest> Sent { get; } = new();

    /// <summary>The requests to the token call.</summary>
    public IEnumerable<SentRequest> TokenCalls => Sent.Where(r => r.Address.AbsolutePath.EndsWith("/v3/token", StringComparison.Ordinal));

    /// <summary>The requests to anything else.</summary>
    public IEnumerable<SentRequest> ApiCalls => Sent.Where(r => !r.Address.AbsolutePath.EndsWith("/v3/token", StringComparison.Ordinal));

    public static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Token(string token, int expiresIn = 900) =>
        Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{expiresIn}}}""");

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string description = "said so", string? field = null) =>
        Json($$"""{"error":[{"code":"{{code}}","field":{{(field is null ? "null" : $"\"{field}\"")}},"description":"{{description}}","severity":"ERROR","category":"DATA" }]}""", status);

    public static HttpResponseMessage Redirect(string location, HttpStatusCode status = HttpStatusCode.Found)
    {
        var answer = new HttpResponseMessage(status);
        answer.Headers.TryAddWithoutValidation("Location", location);
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method, request.RequestUri!, headers, body);
        Sent.Enqueue(sent);
        var response = await answer(sent, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
