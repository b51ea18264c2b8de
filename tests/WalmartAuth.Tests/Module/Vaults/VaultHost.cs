using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>The module with the stand-in for SecretManagement, one vault named Local, and an emulator to connect to.</summary>
internal sealed class VaultHost : IAsyncDisposable
{
    public const string SecretManagement = "Microsoft.PowerShell.SecretManagement";
    private readonly Hashtable state = Hashtable.Synchronized(new Hashtable(StringComparer.OrdinalIgnoreCase));
    private readonly Hashtable vaults = new(StringComparer.OrdinalIgnoreCase);

    private VaultHost(GatewayEmulator gateway, ModuleHost? host)
    {
        Gateway = gateway;
        Host = host ?? new ModuleHost();
        state["Vaults"] = vaults;
        state["Calls"] = Calls;
        AddVault("Local")["Default"] = true;
        Host.Run($"$global:StandIn = $state; Import-Module '{Folder}/{SecretManagement}/{SecretManagement}.psd1' -ErrorAction Stop -Global", ("state", state)).ThrowOnError();
    }

    /// <summary>The folder of the stand-in, for PSModulePath.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "StandIn");

    public GatewayEmulator Gateway { get; }

    public ModuleHost Host { get; }

    /// <summary>The vault commands that were called: command, secret, vault.</summary>
    public ConcurrentCalls Calls { get; } = new();

    /// <summary>Called in each Get-Secret.</summary>
    public Action? OnRead
    {
        set => state["OnRead"] = value;
    }

    /// <summary>Called in each Get-SecretInfo.</summary>
    public Action? OnList
    {
        set => state["OnList"] = value;
    }

    /// <summary>Lets other runspaces find the stand-in and its content, until disposed. For tests that run alone.</summary>
    public IDisposable ForTheWholeProcess() => new ProcessWide(state);

    public static async Task<VaultHost> StartAsync(ModuleHost? host = null, EmulatorOptions? options = null) => new(await FreshGateway.StartAsync(options), host);

    /// <summary>Adds a vault; its keys are Secrets, Metadata, Default, Locked, Fails, NoList, ReadOnly.</summary>
    public Hashtable AddVault(string name)
    {
        var vault = new Hashtable(StringComparer.OrdinalIgnoreCase) { ["Secrets"] = new Hashtable(StringComparer.OrdinalIgnoreCase), ["Metadata"] = new Hashtable(StringComparer.OrdinalIgnoreCase) };
        vaults[name] = vault;
        return vault;
    }

    public Hashtable Vault(string name = "Local") => (Hashtable)vaults[name]!;

    public void RemoveVaults() => vaults.Clear();

    /// <summary>Replaces a command of the stand-in.</summary>
    public void Replace(string command, string body) =>
        Host.Run($"& (Get-Module {SecretManagement}) {{ function script:{command} {{ [CmdletBinding()] param($Name, $Vault) {body} }} }}").ThrowOnError();

    /// <summary>Stores a secret, with metadata if there is any.</summary>
    public void Store(string name, object secret, Hashtable? metadata = null, string vault = "Local")
    {
        ((Hashtable)Vault(vault)["Secrets"]!)[name] = secret;
        ((Hashtable)Vault(vault)["Metadata"]!)[name] = metadata;
    }

    /// <summary>The current value of a secret.</summary>
    public object? Stored(string name, string vault = "Local") => ((Hashtable)Vault(vault)["Secrets"]!)[name];

    /// <summary>The current metadata of a secret.</summary>
    public Hashtable? Metadata(string name, string vault = "Local") => ((Hashtable)Vault(vault)["Metadata"]!)[name] as Hashtable;

    /// <summary>A profile of an emulator account, with the given keys in addition to id and secret.</summary>
    public static Hashtable Profile(EmulatedAccount account, params (string Key, object Value)[] more)
    {
        var table = new Hashtable { ["ClientId"] = account.ClientId, ["ClientSecret"] = account.ClientSecret };
        foreach (var (key, value) in more)
        {
            table[key] = value;
        }

        return table;
    }

    /// <summary>Runs a script; $base and $sandbox are the emulator's addresses.</summary>
    public ScriptResult Run(string script) => Host.Run(script, ("base", Gateway.Marketplace), ("sandbox", Gateway.Sandbox));

    /// <summary>Connects and returns the session.</summary>
    public PSObject Connect(string arguments) => Run($"Connect-Walmart {arguments} -BaseUri $base -PassThru").Single;

    /// <summary>Program, environment and market of a session.</summary>
    public static string Place(PSObject session) => session.BaseObject is WalmartSession it ? $"{it.Program} {it.Environment} {it.Market}" : "no session";

    /// <summary>Connects, which must fail.</summary>
    public ErrorRecord Refused(string arguments) => Run($"Connect-Walmart {arguments} -BaseUri $base").Error;

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Gateway.DisposeAsync();
    }

    /// <summary>A list that several runspaces can add to.</summary>
    internal sealed class ConcurrentCalls : IEnumerable<string>
    {
        private readonly ConcurrentQueue<string> calls = new();

        public void Add(string call) => calls.Enqueue(call);

        public IEnumerator<string> GetEnumerator() => calls.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
