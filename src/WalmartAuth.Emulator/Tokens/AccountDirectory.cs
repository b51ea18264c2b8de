using System.Collections.Concurrent;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>The accounts and their secrets as they are now.</summary>
internal sealed class AccountDirectory(EmulatorConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, EmulatedAccount> _accounts =
        new(configuration.Accounts.ToDictionary(account => account.ClientId));

    private readonly ConcurrentDictionary<string, bool> _usedCodes = new();

    /// <summary>The account of a Basic header, if the credential is good on this site (contract §2).</summary>
    public EmulatedAccount? Authenticate(string? authorization, Site site)
    {
        if (authorization is null || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string pair;
        try
        {
            pair = Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..]));
        }
        catch (FormatException)
        {
            return null;
        }

        var colon = pair.IndexOf(':');
        return colon > 0
            && _accounts.TryGetValue(pair[..colon], out var account)
            && account.ClientSecret == pair[(colon + 1)..]
            && site.Serves(account)
                ? account
                : null;
    }

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
}
