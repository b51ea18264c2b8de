using System.Management.Automation;
using System.Net;
using WalmartAuth.Emulator;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The emulator's account for all measurements.</summary>
internal static class TestAccount
{
    public static PSCredential Credential { get; } = Of(DefaultAccounts.MarketplaceProduction.ClientId, DefaultAccounts.MarketplaceProduction.ClientSecret);

    public static PSCredential Of(string id, string secret) => new(id, new NetworkCredential("", secret).SecurePassword);
}
