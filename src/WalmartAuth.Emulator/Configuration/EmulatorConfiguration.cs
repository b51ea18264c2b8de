namespace WalmartAuth.Emulator;

/// <summary>What the emulator holds and how it answers when no fault is on. Read from one JSON file, or the well-known default.</summary>
public sealed record EmulatorConfiguration
{
    /// <summary>The key in <see cref="Limits"/> for every endpoint that has no entry of its own.</summary>
    public const string AnyEndpoint = "*";

    /// <summary>The accounts of <see cref="DefaultAccounts"/>, generous limits, no latency.</summary>
    public static EmulatorConfiguration Default { get; } = new();

    /// <summary>Life of an access token in seconds (contract §2: 900).</summary>
    public int TokenLifetimeSeconds { get; init; } = 900;

    /// <summary>Milliseconds that every answer waits.</summary>
    public int LatencyMs { get; init; }

    /// <summary>401, or 400 for the other form in which bad credentials are reported (contract §2).</summary>
    public int RejectCredentialsWith { get; init; } = 401;

    /// <summary>False (as seen live): the items cursor is the same on every page (contract §7).</summary>
    public bool ItemCursorChanges { get; init; }

    /// <summary>How often a report is asked for before it is <c>READY</c>.</summary>
    public int ReportPolls { get; init; } = 2;

    /// <summary>Largest feed in bytes; a larger one is a 413 (contract §5).</summary>
    public long MaxFeedBytes { get; init; } = 26_214_400;

    /// <summary>Buckets by <c>METHOD /path/template</c>, with <c>*</c> for all others.</summary>
    public IReadOnlyDictionary<string, EndpointLimit> Limits { get; init; } = new Dictionary<string, EndpointLimit>();

    /// <summary>Numbers of rows.</summary>
    public SeedSizes Seeds { get; init; } = new();

    /// <summary>The accounts.</summary>
    public IReadOnlyList<EmulatedAccount> Accounts { get; init; } = DefaultAccounts.All;

    /// <summary>Reads a configuration file; comments and trailing commas are allowed.</summary>
    /// <exception cref="EmulatorStartException">The file cannot be read or is wrong; the message names file, line and reason.</exception>
    public static EmulatorConfiguration Load(string path) => ConfigurationFile.Load(path);
}
