using System.Text.Json;
using WalmartAuth.Emulator.Live;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>The control address: the same on every host, without a token, never recorded or faulted.</summary>
internal sealed class ControlEndpoints(GatewayEmulator emulator, EmulatorState state) : IEndpoints
{
    /// <summary>The path prefix of the emulator's own endpoints.</summary>
    public const string Root = "/_emulator";

    private static readonly JsonSerializerOptions Json = EmulatorJson.Control;

    public IEnumerable<Route> Routes =>
    [
        Control("GET", "/", request => request.Accepts("text/html") ? LivePage.Answer : Said(Index())),
        Control("GET", "/events", _ => new Answer(200, "text/event-stream", default) { Stream = new LiveStream(state).WriteAsync, IsChunked = true }.With("Cache-Control", "no-store")),
        Control("GET", "/requests", request => Said(Requests(request))),
        Control("DELETE", "/requests", _ => Done(emulator.Received.Clear)),
        Control("GET", "/faults", _ => Said(emulator.Faults.Snapshot().Select(planned => new { planned.Fault, planned.Hits }))),
        Control("POST", "/faults", request => Given<JsonElement>(request, faults => emulator.Faults.Add(Fault.Parse(faults)))),
        Control("DELETE", "/faults", RemoveFaults),
        Control("POST", "/revoke", request => ForTokens(request, token => token.Revoke(), emulator.RevokeAll)),
        Control("POST", "/expire", request => ForTokens(request, token => token.ExpireAt(state.Clock.Now), state.Tokens.ExpireAll)),
        Control("POST", "/rotate", request => Given<Rotation>(request, rotation => emulator.RotateSecret(rotation.ClientId, rotation.NewSecret))),
        Control("GET", "/settings", _ => Said(RuntimeSettings.Of(emulator))),
        Control("PUT", "/settings", request => Given<RuntimeSettings>(request, settings => settings.ApplyTo(emulator))),
        Control("GET", "/accounts", _ => Said(emulator.Configuration.AllAccounts.Select(account => new
        {
            account.Name, account.Environment, account.Program, account.Markets, account.ClientId, account.PartnerId, account.ChannelType, account.Scopes, account.Shop, account.Dead,
            connect = ConnectLine.Of(emulator, account),
        }))),
    ];

    private static Route Control(string method, string path, Func<RequestContext, Answer> handler) =>
        Route.Helper(method, Root + path, handler, control: true);

    private object Index() => new
    {
        what = "An emulator of Walmart's API gateway. It is not a Walmart product and makes no outgoing connections.",
        sites = new { emulator.Marketplace, emulator.Supplier, emulator.Sandbox, emulator.Files },
        control = Routes.Select(route => route.Key),
        helpers = HelperEndpoints.Templates,
        publishedLimits = DocumentedLimits.All,
        faultKinds = Enum.GetNames<FaultKind>().Where(kind => kind != nameof(FaultKind.Hold)),
        example = new { kind = FaultKind.Status, statusCode = 503, pathPrefix = "/v3/orders", times = 2 },
    };

    private IEnumerable<ReceivedRequest> Requests(RequestContext request)
    {
        var (method, path, account) = (request.Parameter("method"), request.Parameter("path"), request.Parameter("account"));
        return emulator.Received.Snapshot().Where(record =>
            (method is null || record.Method == method) && (path is null || record.Path == path) && (account is null || record.Account == account));
    }

    private Answer RemoveFaults(RequestContext request)
    {
        if (request.Parameter("kind") is not { } name)
        {
            return Done(emulator.Faults.Clear);
        }

        return Enum.TryParse<FaultKind>(name, ignoreCase: true, out var kind) && kind != FaultKind.Hold
            ? Done(() => emulator.Faults.Remove(kind))
            : Said(new { error = $"'{name}' is not a kind of fault." }, 400);
    }

    /// <summary>Applies the action to the token that the body names, or to all tokens.</summary>
    private Answer ForTokens(RequestContext request, Action<IssuedToken> one, Action all)
    {
        if (request.BodyLength == 0)
        {
            return Done(all);
        }

        return Given<TokenChoice>(request, choice =>
        {
            if (choice is { AccessToken: null, TokenId: null })
            {
                all();
            }
            else if (state.Tokens.Named(choice.AccessToken, choice.TokenId) is { } token)
            {
                one(token);
            }
        });
    }

    private static Answer Said(object value, int status = 200) => new(status, Answer.JsonType, JsonSerializer.SerializeToUtf8Bytes(value, Json));

    private static Answer Done(Action action)
    {
        action();
        return Answer.Empty(204);
    }

    private static Answer Given<T>(RequestContext request, Action<T> action)
    {
        try
        {
            var given = JsonSerializer.Deserialize<T>(request.Body.Span, Json) ?? throw new JsonException("null is not allowed here");
            return Done(() => action(given));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Said(new { error = e.Message }, 400);
        }
    }

    /// <summary>A token by its value or by the first characters of its hash.</summary>
    private sealed record TokenChoice(string? AccessToken, string? TokenId);

    private sealed record Rotation(string ClientId, string NewSecret);

    /// <summary>What <c>PUT /_emulator/settings</c> takes; omitted settings do not change.</summary>
    private sealed record RuntimeSettings(double? TokenLifetimeSeconds, int? LatencyMs, double? ClockOffsetSeconds, bool? Recording, IReadOnlyDictionary<string, EndpointLimit>? Limits)
    {
        public static RuntimeSettings Of(GatewayEmulator emulator) =>
            new(emulator.TokenLifetime.TotalSeconds, emulator.LatencyMs, emulator.ClockOffset.TotalSeconds, emulator.Received.Enabled, null);

        public void ApplyTo(GatewayEmulator emulator)
        {
            emulator.TokenLifetime = TokenLifetimeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : emulator.TokenLifetime;
            emulator.LatencyMs = LatencyMs ?? emulator.LatencyMs;
            emulator.ClockOffset = ClockOffsetSeconds is { } offset ? TimeSpan.FromSeconds(offset) : emulator.ClockOffset;
            emulator.Received.Enabled = Recording ?? emulator.Received.Enabled;
            foreach (var (endpoint, limit) in Limits ?? new Dictionary<string, EndpointLimit>())
            {
                emulator.SetLimit(endpoint, limit);
            }
        }
    }
}
