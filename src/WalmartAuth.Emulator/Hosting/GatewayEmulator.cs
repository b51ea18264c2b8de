using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace WalmartAuth.Emulator;

/// <summary>
/// Walmart's gateway, emulated on loopback: the token call, the calls of orders, items, inventories, returns, feeds and reports,
/// throttling, paging and errors as the contract has them, and faults on demand. It is not Walmart's and talks to nobody.
/// </summary>
public sealed class GatewayEmulator : IAsyncDisposable
{
    private readonly Site[] _sites = [.. Enum.GetValues<SiteKind>().Select(kind => new Site(kind))];
    private readonly Gateway _gateway;
    private WebApplication? _app;

    private GatewayEmulator(EmulatorOptions options)
    {
        Configuration = options.Configuration ?? EmulatorConfiguration.Default;
        var lines = new RequestLines(Console.Out, options.Quiet ? RequestLogFormat.None : options.Log);
        _gateway = new Gateway(Configuration, lines, this, () => Files);
        Received.Enabled = options.Record;
    }

    /// <summary>The address of the Marketplace site, Production.</summary>
    public Uri Marketplace => _sites[(int)SiteKind.Marketplace].Address;

    /// <summary>The address of the Supplier site, Production.</summary>
    public Uri Supplier => _sites[(int)SiteKind.Supplier].Address;

    /// <summary>The address of the Sandbox of both programs.</summary>
    public Uri Sandbox => _sites[(int)SiteKind.Sandbox].Address;

    /// <summary>The address of the foreign host that pre-signed downloads stand on.</summary>
    public Uri Files => _sites[(int)SiteKind.Files].Address;

    /// <summary>The self-signed certificate of an https emulator; null over http.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults => _gateway.Faults;

    /// <summary>What came in.</summary>
    public RequestLog Received => _gateway.Received;

    /// <summary>What it was started with.</summary>
    public EmulatorConfiguration Configuration { get; }

    /// <summary>Shifts the gateway's clock: the Date header, issue and expiry of tokens, replenishment and cursors. Shifting it ahead expires what is out.</summary>
    public TimeSpan ClockOffset
    {
        get => _gateway.Clock.Offset;
        set => _gateway.Clock.Offset = value;
    }

    /// <summary>Life of the tokens that are issued from now on.</summary>
    public TimeSpan TokenLifetime
    {
        get => _gateway.Settings.TokenLifetime;
        set => _gateway.Settings.TokenLifetime = value;
    }

    /// <summary>Milliseconds that every answer waits.</summary>
    public int LatencyMs
    {
        get => _gateway.Settings.LatencyMs;
        set => _gateway.Settings.LatencyMs = value;
    }

    /// <summary>Starts an emulator; it listens when the task ends.</summary>
    /// <exception cref="EmulatorStartException">The address may not be used, or a port is taken.</exception>
    public static async Task<GatewayEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new EmulatorOptions();
        var address = ListenAddress.Parse(options.Address, options.AllowRemote);
        var emulator = new GatewayEmulator(options)
        {
            Certificate = options.Https ? SelfSignedCertificate.Create(address) : null,
        };
        try
        {
            emulator._app = await GatewayHost.StartAsync(emulator._gateway, emulator._sites, address, options.Port, emulator.Certificate, ct);
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

    /// <summary>Makes every token that is out worthless.</summary>
    public void RevokeAll() => _gateway.Tokens.RevokeAll();

    /// <summary>Makes one token worthless.</summary>
    public void Revoke(string accessToken) => _gateway.Tokens.Revoke(accessToken);

    /// <summary>Gives a client a new secret; the old one is refused from now on, tokens that are out stay good.</summary>
    /// <exception cref="ArgumentException">No account has this client id.</exception>
    public void RotateSecret(string clientId, string newSecret)
    {
        if (!_gateway.Accounts.RotateSecret(clientId, newSecret))
        {
            throw new ArgumentException("No account has this client id.", nameof(clientId));
        }
    }

    /// <summary>Replaces the limit of an endpoint, such as <c>GET /v3/orders</c> or <c>*</c>, and fills every bucket.</summary>
    public void SetLimit(string endpoint, EndpointLimit limit) => _gateway.Throttle.Set(endpoint, limit);

    /// <summary>Stops at once; what is held or under way is broken off.</summary>
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
}
