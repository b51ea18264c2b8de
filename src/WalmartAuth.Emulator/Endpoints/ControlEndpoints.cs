using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The control address: the same on every site, without a token, never recorded or faulted.</summary>
internal sealed class ControlEndpoints(GatewayEmulator emulator) : IEndpoints
{
    private static readonly JsonSerializerOptions Json = FaultFile.Json;

    public IEnumerable<Route> Routes =>
    [
        Control("GET", "/", _ => Index()),
        Control("GET", "/requests", exchange => Said(Requests(exchange))),
        Control("DELETE", "/requests", _ => Done(emulator.Received.Clear)),
        Control("GET", "/faults", _ => Said(emulator.Faults.Snapshot().Select(planned => new { planned.Fault, planned.Hits }))),
        Control("POST", "/faults", exchange => Given<JsonElement>(exchange, faults => emulator.Faults.Add(FaultFile.Parse(faults)))),
        Control("DELETE", "/faults", _ => Done(emulator.Faults.Clear)),
        Control("POST", "/revoke", exchange => exchange.Body.Length == 0 ? Done(emulator.RevokeAll) : Given<Revocation>(exchange, Revoke)),
        Control("POST", "/rotate", exchange => Given<Rotation>(exchange, rotation => emulator.RotateSecret(rotation.ClientId, rotation.NewSecret))),
        Control("GET", "/settings", _ => Said(RuntimeSettings.Of(emulator))),
        Control("PUT", "/settings", exchange => Given<RuntimeSettings>(exchange, settings => settings.ApplyTo(emulator))),
        Control("GET", "/accounts", _ => Said(emulator.Configuration.Accounts.Select(account => new
        {
            account.Name, account.Environment, account.Program, account.Markets, account.ClientId, account.PartnerId, account.ChannelType, account.Scopes,
        }))),
    ];

    private static Route Control(string method, string path, Func<Exchange, Answer> handler) =>
        Route.Helper(method, ControlPath.Root + path, handler, control: true);

    private Answer Index() => Said(new
    {
        what = "An emulator of Walmart's API gateway. It is not Walmart's and talks to nobody.",
        sites = new { emulator.Marketplace, emulator.Supplier, emulator.Sandbox, emulator.Files },
        control = Routes.Select(route => route.Key),
        helpers = HelperEndpoints.Templates,
        faultKinds = Enum.GetNames<FaultKind>().Where(kind => kind != nameof(FaultKind.Hold)),
        example = new { kind = FaultKind.Status, statusCode = 503, pathPrefix = "/v3/orders", times = 2 },
    });

    private IEnumerable<ReceivedRequest> Requests(Exchange exchange)
    {
        var method = exchange.Parameter("method");
        var path = exchange.Parameter("path");
        return emulator.Received.Snapshot().Where(request => (method is null || request.Method == method) && (path is null || request.Path == path));
    }

    private void Revoke(Revocation revocation)
    {
        if (revocation.AccessToken is null)
        {
            emulator.RevokeAll();
            return;
        }

        emulator.Revoke(revocation.AccessToken);
    }

    private static Answer Said(object value) => Answer.Json(JsonSerializer.SerializeToUtf8Bytes(value, Json));

    private static Answer Done(Action action)
    {
        action();
        return Answer.Empty(204);
    }

    private static Answer Given<T>(Exchange exchange, Action<T> action)
    {
        try
        {
            var given = JsonSerializer.Deserialize<T>(exchange.Body.Kept.Span, Json);
            return given is null ? Wrong("null is not allowed here") : Done(() => action(given));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Wrong(e.Message);
        }
    }

    private static Answer Wrong(string why) => Answer.Json(JsonSerializer.SerializeToUtf8Bytes(new { error = why }, Json), 400);

    private sealed record Revocation(string? AccessToken);

    private sealed record Rotation(string ClientId, string NewSecret);
}
