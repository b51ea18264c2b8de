namespace WalmartAuth.Emulator;

/// <summary>What a well-formed configuration may still have wrong.</summary>
internal static class ConfigurationRules
{
    private static readonly string[] Markets = ["us", "ca", "mx", "cl"];

    /// <summary>Each broken rule with the JSON path at which it is broken.</summary>
    public static IEnumerable<(string Place, string Reason)> Broken(EmulatorConfiguration c)
    {
        if (c.TokenLifetimeSeconds < 1)
        {
            yield return ("$.tokenLifetimeSeconds", "must be at least 1");
        }

        if (c.LatencyMs < 0)
        {
            yield return ("$.latencyMs", "must not be negative");
        }

        if (c.RejectCredentialsWith is not (400 or 401))
        {
            yield return ("$.rejectCredentialsWith", "must be 400 or 401");
        }

        var seeds = c.Seeds;
        if (new[] { seeds.Orders, seeds.Items, seeds.Inventories, seeds.Returns, seeds.Feeds, seeds.RowBytes }.Min() < 0)
        {
            yield return ("$.seeds", "must not hold negative numbers");
        }

        foreach (var (key, limit) in c.Limits)
        {
            if (limit.Size < 1 || !(limit.PerSecond >= 0))
            {
                yield return ($"$.limits.{key}", "needs a size of at least 1 and a perSecond that is not negative");
            }
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < c.Accounts.Count; i++)
        {
            foreach (var (place, reason) in BrokenAccount(c.Accounts[i], ids))
            {
                yield return ($"$.accounts[{i}]{place}", reason);
            }
        }
    }

    private static IEnumerable<(string Place, string Reason)> BrokenAccount(EmulatedAccount account, HashSet<string> ids)
    {
        if (account.ClientId.Length == 0 || account.ClientId.Contains(':'))
        {
            yield return (".clientId", "must not be empty or hold a colon");
        }

        if (account.ClientSecret.Length == 0)
        {
            yield return (".clientSecret", "must not be empty");
        }

        if (!ids.Add(account.ClientId))
        {
            yield return (".clientId", "another account has the same client id");
        }

        foreach (var market in account.Markets)
        {
            if (!Markets.Contains(market))
            {
                yield return (".markets", $"'{market}' is not one of {string.Join(", ", Markets)}");
            }
        }

        foreach (var (scope, level) in account.Scopes)
        {
            if (!AccessLevel.IsKnown(level))
            {
                yield return ($".scopes.{scope}", $"'{level}' is not one of full_access, view_only, no_access");
            }
        }
    }
}
