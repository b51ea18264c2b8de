using System.Collections.Concurrent;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>The accounts, their current secrets, and their rows.</summary>
internal sealed class SellerDirectory(EmulatorConfiguration configuration, EmulatorClock clock)
{
    private readonly ConcurrentDictionary<string, EmulatedAccount> _accounts =
        new(configuration.AllAccounts.ToDictionary(account => account.ClientId));

    private readonly ConcurrentDictionary<string, SellerData> _data = new();
    private readonly ConcurrentDictionary<string, bool> _usedCodes = new();

    public SellerData DataOf(EmulatedAccount account) =>
        _data.GetOrAdd(account.ClientId, _ => new SellerData(account, configuration, clock));

    /// <summary>The report with this id: a signed address does not identify an account.</summary>
    public (SellerData Data, Report Report)? ReportOf(string id) =>
        _data.Values.Select(data => (data, report: data.Reports.Find(id))).Where(found => found.report is not null)
            .Select(found => ((SellerData, Report)?)(found.data, found.report!)).FirstOrDefault();

    /// <summary>The account of a Basic header, whether or not its secret is correct.</summary>
    public EmulatedAccount? Named(string? authorization) =>
        Pair(authorization) is { } pair ? _accounts.GetValueOrDefault(pair.ClientId) : null;

    /// <summary>The account of a Basic header, if the credential is valid on this host (contract §2).</summary>
    public EmulatedAccount? Authenticate(string? authorization, EmulatedHost host) =>
        Pair(authorization) is { } pair
        && _accounts.TryGetValue(pair.ClientId, out var account)
        && account.ClientSecret == pair.Secret
        && !account.Dead
        && host.Serves(account)
            ? account
            : null;

    /// <summary>False if there is no such client.</summary>
    public bool RotateSecret(string clientId, string newSecret)
    {
        if (!_accounts.TryGetValue(clientId, out var account))
        {
            return false;
        }

        _accounts[clientId] = account with { ClientSecret = newSecret };
        return true;
    }

    /// <summary>True once for each code.</summary>
    public bool UseCode(string code) => _usedCodes.TryAdd(code, true);

    private static (string ClientId, string Secret)? Pair(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':', 2);
            return pair.Length == 2 ? (pair[0], pair[1]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
