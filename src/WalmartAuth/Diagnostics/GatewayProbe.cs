using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Json;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>The outcome of a call: a value or an error.</summary>
/// <param name="Error">The error; null if there is a value.</param>
/// <param name="Skew">This machine's time minus the gateway's; null if no response contained it.</param>
internal abstract record Answer(WalmartException? Error, TimeSpan? Skew)
{
    /// <summary>True if nothing was sent: the token has expired or cannot be sent, or the credential is a private key.</summary>
    public bool IsUnsent => Error is not (null or WalmartApiException) && Error.ErrorId is WalmartErrorId.TokenExpired or WalmartErrorId.TokenRejected or WalmartErrorId.SecretShapeNotSupported;

    /// <summary>Where the connection to the gateway failed; null for a response that shows that the gateway works.</summary>
    /// <param name="isTokenCall">True for the token call, which every gateway supports, unlike other calls.</param>
    public string? FailureStage(bool isTokenCall) => Error?.ErrorId switch
    {
        WalmartErrorId.ConnectionFailed => Error.Stage switch
        {
            ConnectionStage.Name => "Name resolution",
            ConnectionStage.Tls => "TLS",
            ConnectionStage.Proxy => "Proxy",
            _ => "TCP",
        },
        WalmartErrorId.Timeout or WalmartErrorId.GatewayUnavailable or WalmartErrorId.InvalidResponse => "Gateway",
        WalmartErrorId.NotFound when isTokenCall => "Gateway",

        // An error page of the network in front of the gateway (contract §5).
        WalmartErrorId.RequestFailed when Error is WalmartApiException { StatusCode: 403 } => "Gateway",
        _ => null,
    };
}

/// <inheritdoc cref="Answer"/>
internal sealed record Answer<T>(T? Value, WalmartException? Error = null, TimeSpan? Skew = null) : Answer(Error, Skew)
    where T : class;

/// <summary>The calls made by a test.</summary>
internal sealed class GatewayProbe
{
    private const string StatusPath = "/v3/utilities/apiStatus";

    // A diagnosis should be quick.
    private static readonly RetryPolicy QuickRetry = new() { MaximumRetryCount = 1, MaximumWait = TimeSpan.FromSeconds(10) };

    private static readonly string[] HealthyStatuses = ["UP", "OK", "ACTIVE", "AVAILABLE", "OPERATIONAL", "SUCCESS", "HEALTHY"];

    private readonly ModuleContext runtime;
    private readonly TestTarget target;
    private readonly ICmdletOutput output;
    private readonly HttpMessageInvoker connections;
    private readonly ApiClient client;

    public GatewayProbe(ModuleContext runtime, TestTarget target, ICmdletOutput output)
    {
        this.runtime = runtime;
        this.target = target;
        this.output = output;
        connections = runtime.Handlers.Get(target.Settings.Proxy);
        client = new ApiClient(target.Gateway, new RequestSender(connections, target.Gateway, runtime.Clock), runtime.Clock, new SessionCounters());
    }

    /// <summary>The token call.</summary>
    public Task<Answer<AccessToken>> RequestTokenAsync(Gateway gateway, TokenGrant grant, CancellationToken cancellation) => AskAsync(async () =>
    {
        var response = await new TokenClient(connections, gateway, grant, runtime.Clock, target.Settings.Timeout, new SessionCounters())
            .RequestAsync(null, CreateBudget(QuickRetry), cancellation).ConfigureAwait(false);
        var token = new AccessToken(response.Token, gateway.BaseAddress, 0, response.SentAt, response.Life, response.IssuedOn);
        return (token, response.IssuedOn - response.GatewayDate);
    });

    /// <summary>What token detail says about the token.</summary>
    public Task<Answer<TokenDetail>> GetDetailAsync(AccessToken token, CancellationToken cancellation) => AskAsync(async () =>
    {
        var asked = runtime.Clock.UtcNow;
        var detail = await new TokenDetailClient(client, runtime.Clock).GetAsync(Authorize(token), CreateBudget(QuickRetry), cancellation).ConfigureAwait(false);
        return (detail, asked - detail.GatewayDate);
    });

    /// <summary>The names of the APIs that Walmart reports as not working.</summary>
    public Task<Answer<List<string>>> GetDegradedApisAsync(AccessToken token, CancellationToken cancellation) => AskAsync(async () =>
    {
        var (text, _) = await client.GetTextAsync(StatusPath, Authorize(token), CreateBudget(RetryPolicy.None), cancellation).ConfigureAwait(false);
        try
        {
            var degraded = new List<string>();
            Collect(JsonReader.Read(text), degraded);
            return (degraded, (TimeSpan?)null);
        }
        catch (JsonFormatException e)
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, DiagnosticMessages.AnswerIsNotJson(StatusPath), e, "GET " + StatusPath);
        }
    });

    private async Task<Answer<T>> AskAsync<T>(Func<Task<(T Value, TimeSpan? Skew)>> call)
        where T : class
    {
        try
        {
            var (value, skew) = await call().ConfigureAwait(false);
            return new Answer<T>(value, null, skew);
        }
        catch (WalmartException e)
        {
            return new Answer<T>(null, e, e is WalmartApiException { Failure.Date: { } date } ? runtime.Clock.UtcNow - date : null);
        }
    }

    private FixedAuthorizer Authorize(AccessToken token)
    {
        StaticTokenProvider.EnsureUsable(token, TokenRequestMode.Use, target.Gateway, runtime.Clock);
        return new FixedAuthorizer(token);
    }

    private CallBudget CreateBudget(RetryPolicy policy) => new(policy, target.Settings.Timeout, runtime.Clock, output);

    // The shape around the entries is not documented well enough to depend on: any object with a name and a status counts.
    private static void Collect(object? node, List<string> degraded)
    {
        if (node is JsonObject item)
        {
            if (item.Find("status") is string status && !HealthyStatuses.Contains(status, StringComparer.OrdinalIgnoreCase))
            {
                degraded.Add(ErrorBodyParser.Bound(string.Format(CultureInfo.InvariantCulture, "{0} ({1})", item.Find("apiName") ?? item.Find("name") ?? item.Find("apiGroup") ?? "an API", status), SecretRedactor.Empty)!);
            }

            foreach (var member in item)
            {
                Collect(member.Value, degraded);
            }
        }
        else if (node is object?[] list)
        {
            foreach (var entry in list)
            {
                Collect(entry, degraded);
            }
        }
    }
}
