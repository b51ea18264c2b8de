using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using WalmartAuth.Emulator.Endpoints;

namespace WalmartAuth.Emulator;

/// <summary>
/// Walmart's gateway, emulated on loopback: the token call, the calls of orders, items, inventories, returns, feeds and reports,
/// throttling, paging and errors as in the contract, and faults on demand. It is not a Walmart product and makes no outgoing connections.
/// </summary>
public sealed class GatewayEmulator : IAsyncDisposable
{
    private readonly EmulatorState _state;
    private WebApplication? _app;

    private GatewayEmulator(EmulatorState state) => _state = state;

    /// <summary>The address of the Marketplace site, Production.</summary>
    public Uri Marketplace => AddressOf(HostKind.Marketplace);

    /// <summary>The address of the Supplier site, Production.</summary>
    public Uri Supplier => AddressOf(HostKind.Supplier);

    /// <summary>The address of the Sandbox of both programs.</summary>
    public Uri Sandbox => AddressOf(HostKind.Sandbox);

    /// <summary>The address of the foreign host that pre-signed downloads are on.</summary>
    public Uri Files => AddressOf(HostKind.Files);

    /// <summary>The self-signed certificate of an https emulator; null over http.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>The faults.</summary>
    public FaultPlan Faults => _state.Faults;

    /// <summary>The received requests.</summary>
    public RequestLog Received => _state.Received;

    /// <summary>The configuration it was started with.</summary>
    public EmulatorConfiguration Configuration => _state.Configuration;

    /// <summary>Shifts the gateway's clock: the Date header, issue and expiry of tokens, replenishment and cursors. Moving it forward expires the tokens that were issued.</summary>
    public TimeSpan ClockOffset
    {
        get => _state.Clock.Offset;
        set => _state.Clock.Offset = value;
    }

    /// <summary>The lifetime of new tokens.</summary>
    public TimeSpan TokenLifetime
    {
        get => _state.Settings.TokenLifetime;
        set => _state.Settings.TokenLifetime = value;
    }

    /// <summary>The delay of every response in milliseconds.</summary>
    public int LatencyMs
    {
        get => _state.Settings.LatencyMs;
        set => _state.Settings.LatencyMs = value;
    }

    /// <summary>Starts an emulator, which listens when the task completes.</summary>
    /// <exception cref="EmulatorStartException">The address is not allowed, or a port is in use.</exception>
    public static async Task<GatewayEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new EmulatorOptions();
        var address = EmulatorServer.ListenAddress(options.Address, options.AllowRemote);
        var state = new EmulatorState(options.Configuration ?? EmulatorConfiguration.Default);
        state.Received.Enabled = options.Record;
        var emulator = new GatewayEmulator(state)
        {
            Certificate = options.Https ? SelfSignedCertificate.Create(address) : null,
        };
        try
        {
            var lines = new RequestLines(options.LogTo, options.Quiet ? RequestLogFormat.None : options.Log);
            emulator._app = await EmulatorServer.StartAsync(state, emulator.Routes(), lines, address, options.Port, emulator.Certificate, ct);
            return emulator;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await emulator.DisposeAsync();
            throw e.InnerException is AddressInUseException
                ? new EmulatorStartException(
                    $"{e.Message.TrimEnd('.')}. The emulator needs four ports in a row, {options.Port} to {options.Port + 3}; choose others with --port.",
                    EmulatorStartException.PortInUse,
                    e)
                : new EmulatorStartException($"Cannot listen on {address}, port {options.Port}: {e.Message}", EmulatorStartException.WrongInput, e);
        }
    }

    /// <summary>Revokes every token that was issued.</summary>
    public void RevokeAll() => _state.Tokens.RevokeAll();

    /// <summary>Revokes one token.</summary>
    public void Revoke(string accessToken) => _state.Tokens.Revoke(accessToken);

    /// <summary>Gives a client a new secret; the old one is rejected from now on; tokens that were issued stay valid.</summary>
    /// <exception cref="ArgumentException">No account has this client id.</exception>
    public void RotateSecret(string clientId, string newSecret)
    {
        if (!_state.Sellers.RotateSecret(clientId, newSecret))
        {
            throw new ArgumentException("No account has this client id.", nameof(clientId));
        }
    }

    /// <summary>Replaces the limit of an endpoint, such as <c>GET /v3/orders</c> or <c>*</c>, and fills every bucket.</summary>
    public void SetLimit(string endpoint, EndpointLimit limit) => _state.Limiter.Set(endpoint, limit);

    /// <summary>Stops immediately and aborts held and pending requests.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
        }

        Faults.Clear();
        Certificate?.Dispose();
    }

    private Uri AddressOf(HostKind kind) => _state.Hosts[(int)kind].Address;

    internal IEnumerable<Route> Routes()
    {
        var paging = new Paging(_state);
        IEndpoints[] groups =
        [
            new TokenEndpoints(_state),
            new OrdersEndpoints(paging),
            new ItemsEndpoints(paging),
            new InventoryEndpoints(paging),
            new ReturnsEndpoints(paging),
            new FeedsEndpoints(_state),
            new ReportsEndpoints(_state, paging),
            new ReconciliationEndpoints(_state),
            new LabelsEndpoints(),
            new SimulationEndpoints(_state),
            new FixedEndpoints(_state.Clock),
            new HelperEndpoints(),
            new ControlEndpoints(this, _state),
        ];
        return groups.SelectMany(group => group.Routes);
    }
}
