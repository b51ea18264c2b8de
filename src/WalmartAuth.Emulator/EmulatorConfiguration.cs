using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Emulator;

/// <summary>The data of the emulator and its behavior without faults. Read from a JSON file, or the default.</summary>
public sealed record EmulatorConfiguration : IJsonOnDeserialized
{
    /// <summary>The key in <see cref="Limits"/> for every endpoint without an entry.</summary>
    public const string AnyEndpoint = "*";

    internal const int MaxShops = 9_999;

    /// <summary>The accounts of <see cref="DefaultAccounts"/>, generous limits, no latency.</summary>
    public static EmulatorConfiguration Default { get; } = new();

    /// <summary>The lifetime of an access token in seconds (contract §2: 900).</summary>
    public int TokenLifetimeSeconds { get; init; } = 900;

    /// <summary>The delay of every response in milliseconds.</summary>
    public int LatencyMs { get; init; }

    /// <summary>401, or 400 for the other format in which bad credentials are reported (contract §2).</summary>
    public int RejectCredentialsWith { get; init; } = 401;

    /// <summary>False (as observed live): the items cursor is the same on every page (contract §7).</summary>
    public bool ItemCursorChanges { get; init; }

    /// <summary>The number of status requests before a report is <c>READY</c>.</summary>
    public int ReportPolls { get; init; } = 2;

    /// <summary>Largest feed in bytes; a larger one is a 413 (contract §5).</summary>
    public long MaxFeedBytes { get; init; } = 26_214_400;

    /// <summary>Buckets by <c>METHOD /path/template</c>, with <c>*</c> for all others.</summary>
    public IReadOnlyDictionary<string, EndpointLimit> Limits { get; init; } = new Dictionary<string, EndpointLimit>();

    /// <summary>The numbers of rows of each account.</summary>
    public SeedSizes Seeds { get; init; } = new();

    /// <summary>The accounts.</summary>
    public IReadOnlyList<EmulatedAccount> Accounts { get; init; } = DefaultAccounts.All;

    /// <summary>The number of shops in addition to the accounts: Marketplace sellers that <see cref="DefaultAccounts.Shop"/> describes, each with its own rows and limits.</summary>
    public int Shops { get; init; }

    /// <summary>The numbers of the shops whose credential is rejected.</summary>
    public IReadOnlyList<int> DeadShops { get; init; } = [];

    /// <summary>The accounts and the shops.</summary>
    [JsonIgnore]
    public IEnumerable<EmulatedAccount> AllAccounts =>
        Accounts.Concat(Enumerable.Range(1, Shops).Select(number => DefaultAccounts.Shop(number) with { Dead = DeadShops.Contains(number) }));

    /// <summary>Reads a configuration file; comments and trailing commas are allowed.</summary>
    /// <exception cref="EmulatorStartException">The file cannot be read or is wrong; the message names file, line and reason.</exception>
    public static EmulatorConfiguration Load(string path) => EmulatorJson.Load<EmulatorConfiguration>(path);

    void IJsonOnDeserialized.OnDeserialized()
    {
        var repeated = Accounts.GroupBy(account => account.ClientId).FirstOrDefault(group => group.Count() > 1);
        var reason =
            TokenLifetimeSeconds < 1 ? "tokenLifetimeSeconds must be at least 1"
            : LatencyMs < 0 ? "latencyMs must not be negative"
            : RejectCredentialsWith is not (400 or 401) ? "rejectCredentialsWith must be 400 or 401"
            : Shops is < 0 or > MaxShops ? $"shops must be from 0 to {MaxShops}"
            : repeated is not null ? $"two accounts have the client id '{repeated.Key}'"
            : null;
        if (reason is not null)
        {
            throw new JsonException(reason);
        }
    }
}

/// <summary>A token bucket (contract §6).</summary>
public sealed record EndpointLimit : IJsonOnDeserialized
{
    /// <summary>The number of calls that a full bucket allows at once; at least 1.</summary>
    public int Size { get; init; } = 1_000_000;

    /// <summary>The number of calls that are refilled per second; may be a fraction, 0 for never.</summary>
    public double PerSecond { get; init; } = 1_000_000;

    /// <summary>A query parameter that splits the bucket, as report requests are counted for each <c>reportType</c>.</summary>
    public string? By { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Size < 1 || !(PerSecond >= 0))
        {
            throw new JsonException("a limit needs a size of at least 1 and a perSecond that is not negative");
        }
    }
}

/// <summary>The number of rows of each kind in an account. Rows are generated on request, so large numbers use no memory.</summary>
public sealed record SeedSizes : IJsonOnDeserialized
{
    /// <summary>Orders.</summary>
    public int Orders { get; init; } = 250;

    /// <summary>The maximum number of lines of an order: the number of lines depends on the order's number, from 1 to this.</summary>
    public int OrderLines { get; init; } = 1;

    /// <summary>Items, which are also the catalog and the supplier's items.</summary>
    public int Items { get; init; } = 500;

    /// <summary>Inventories; at most the number of items.</summary>
    public int Inventories { get; init; } = 300;

    /// <summary>Returns.</summary>
    public int Returns { get; init; } = 40;

    /// <summary>Feeds from before the first upload.</summary>
    public int Feeds { get; init; } = 120;

    /// <summary>Rows of each settlement file.</summary>
    public int Settlements { get; init; } = 120;

    /// <summary>The minimum size of an item's row in bytes, padded with a long description; 0 for none. 1,024 makes a page of 200 items about 200 KB.</summary>
    public int RowBytes { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (new[] { Orders, Items, Inventories, Returns, Feeds, Settlements, RowBytes }.Min() < 0)
        {
            throw new JsonException("a number of rows must not be negative");
        }

        if (OrderLines < 1)
        {
            throw new JsonException("orderLines must be at least 1");
        }
    }
}
