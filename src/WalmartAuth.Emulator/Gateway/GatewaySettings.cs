namespace WalmartAuth.Emulator;

/// <summary>What may be changed while the gateway runs.</summary>
internal sealed class GatewaySettings(EmulatorConfiguration configuration)
{
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(configuration.TokenLifetimeSeconds);

    public int LatencyMs { get; set; } = configuration.LatencyMs;
}
