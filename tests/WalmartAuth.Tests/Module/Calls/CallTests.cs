using System.Management.Automation;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>The built module, connected.</summary>
public abstract class CallTests : EmulatorTests
{
    /// <summary>The requests that the emulator received, without the token call, in order.</summary>
    internal IReadOnlyList<ReceivedRequest> Calls => Gateway.Received.Snapshot().Where(r => r.Path != "/v3/token").ToArray();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Connect();
        Gateway.Received.Clear();
    }

    // The token is shared by the process, and another emulator may have used this port, so a new token is requested.
    private void Connect() => Run("Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential; Get-WalmartToken -ForceRefresh | ForEach-Object { }").ThrowOnError();

    internal ScriptResult Run(string script, params (string Name, object? Value)[] variables) => Host.Run(script, [.. Variables, .. variables]);

    /// <summary>Starts a script, runs the action while the script runs, and returns its output.</summary>
    internal Task<IReadOnlyList<PSObject>> RunAsync(string script, Func<PowerShell, Task> meanwhile) => Host.RunAsync(script, meanwhile, Variables);

    private (string Name, object? Value)[] Variables =>
    [
        ("base", Gateway.Marketplace),
        ("files", Gateway.Files),
        ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction)),
        ("skus", Enumerable.Range(0, 100).Select(SampleData.Sku).ToArray()),
    ];
}
