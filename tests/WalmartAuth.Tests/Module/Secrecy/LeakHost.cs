using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Help;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>Runs scripts with every stream on, and searches all that comes out of them.</summary>
internal sealed class LeakHost : IDisposable
{
    private readonly Runtime before = Runtime.Current;
    private readonly ScreenHost screen = new();
    private readonly Runspace runspace;

    public LeakHost(ScriptedHandler network)
    {
        Runtime.Current = new Runtime(Clock, new HandlerPool(_ => network));
        runspace = RunspaceFactory.CreateRunspace(screen, InitialSessionState.CreateDefault2());
        runspace.Open();
        foreach (var (name, value) in new (string, object)[]
        {
            ("credential", ModuleHost.Credential(Canaries.ClientId, Canaries.Secret)),
            ("token", ModuleHost.Secure(Canaries.Token)),
            ("refresh", ModuleHost.Secure(Canaries.Refresh)),
            ("code", ModuleHost.Secure(Canaries.Code)),
            ("ownHeaders", new System.Collections.Hashtable { ["X-Api-Key"] = Canaries.OwnHeader }),
            ("presigned", $"https://files.example/a.csv?sig={Uri.EscapeDataString(Canaries.Signature)}&x=1"),
            ("file", Path.Combine(Path.GetTempPath(), $"walmartauth-{Guid.NewGuid():N}")),
        })
        {
            runspace.SessionStateProxy.SetVariable(name, value);
        }

        Run($"Import-Module '{Repository.Manifest}'");
    }

    public FakeClock Clock { get; } = new() { AdvancesByItself = true };

    /// <summary>How many objects, errors and messages were searched.</summary>
    public int Searched { get; private set; }

    public List<string> Leaks { get; } = [];

    /// <summary>The ids of the errors that came.</summary>
    public List<string> ErrorIds { get; } = [];

    public void Run(string script)
    {
        var shown = screen.Screen.Length;
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("$VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'; " + script);
        var search = new LeakSearch();
        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            ForgetArguments(e.ErrorRecord);
            search.Object("thrown", e);
            shell.Streams.Error.Add(e.ErrorRecord);
        }

        foreach (var (channel, items) in new (string, IEnumerable<object>)[]
        {
            ("output", output), ("error", shell.Streams.Error), ("warning", shell.Streams.Warning), ("verbose", shell.Streams.Verbose),
            ("debug", shell.Streams.Debug), ("information", shell.Streams.Information), ("progress", shell.Streams.Progress),
        })
        {
            foreach (var item in items)
            {
                Searched++;
                ForgetArguments(item);
                search.Object(channel, item);
            }
        }

        ErrorIds.AddRange(shell.Streams.Error.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Show(output.Cast<object>().Concat(shell.Streams.Error));
        search.Text("screen", screen.Screen[shown..]);
        Leaks.AddRange(search.Leaks.Select(l => $"{script} -> {l}"));
    }

    public void Dispose()
    {
        runspace.Dispose();
        Runtime.Current = before;
    }

    // PowerShell itself keeps with each record what the caller passed; here it is about what the module adds to it.
    private static void ForgetArguments(object? item)
    {
        var invocation = item is ErrorRecord error ? error.InvocationInfo : (item as InformationalRecord)?.InvocationInfo;
        foreach (var name in new[] { "Headers", "Path" })
        {
            invocation?.BoundParameters.Remove(name);
        }
    }

    // What a user sees: the views, and the error view.
    private void Show(IEnumerable<object> items)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Out-Default").Invoke(items);
    }
}
