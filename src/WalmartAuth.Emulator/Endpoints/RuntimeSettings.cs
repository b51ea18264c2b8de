namespace WalmartAuth.Emulator;

/// <summary>What <c>PUT /_emulator/settings</c> takes; what is left out stays as it is.</summary>
internal sealed record RuntimeSettings
{
    public double? TokenLifetimeSeconds { get; init; }

    public int? LatencyMs { get; init; }

    public double? ClockOffsetSeconds { get; init; }

    public bool? Recording { get; init; }

    public IReadOnlyDictionary<string, EndpointLimit>? Limits { get; init; }

    public static RuntimeSettings Of(GatewayEmulator emulator) => new()
    {
        TokenLifetimeSeconds = emulator.TokenLifetime.TotalSeconds,
        LatencyMs = emulator.LatencyMs,
        ClockOffsetSeconds = emulator.ClockOffset.TotalSeconds,
        Recording = emulator.Received.Enabled,
    };

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
