using WalmartAuth.Emulator.Live;

namespace WalmartAuth.Emulator;

/// <summary>The state behind the listeners, shared by requests and tests.</summary>
internal sealed class EmulatorState
{
    public EmulatorState(EmulatorConfiguration configuration)
    {
        Configuration = configuration;
        Settings = new GatewaySettings(configuration);
        Sellers = new SellerDirectory(configuration, Clock);
        Tokens = new TokenStore(Clock, Settings, Sellers);
        Limiter = new RateLimiter(configuration, Clock, Faults);
        Hosts = [.. Enum.GetValues<HostKind>().Select(kind => new EmulatedHost(kind))];
    }

    public EmulatorConfiguration Configuration { get; }

    public IReadOnlyList<EmulatedHost> Hosts { get; }

    /// <summary>The address of the foreign host that pre-signed downloads are on.</summary>
    public Uri Files => Hosts[(int)HostKind.Files].Address;

    public EmulatorClock Clock { get; } = new();

    public FaultPlan Faults { get; } = new();

    public RequestLog Received { get; } = new();

    public LiveFeed Live { get; } = new();

    public GatewaySettings Settings { get; }

    public SellerDirectory Sellers { get; }

    public TokenStore Tokens { get; }

    public RateLimiter Limiter { get; }
}

/// <summary>The settings that can be changed while the gateway runs.</summary>
internal sealed class GatewaySettings(EmulatorConfiguration configuration)
{
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(configuration.TokenLifetimeSeconds);

    public int LatencyMs { get; set; } = configuration.LatencyMs;
}

/// <summary>The gateway's time: the machine's time with an offset.</summary>
internal sealed class EmulatorClock
{
    private long _offset;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public DateTimeOffset Now => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref _offset));
}
