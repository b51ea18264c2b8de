using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Help;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>Runs scripts with every stream enabled, and searches all output. Its tests run alone, in one runspace.</summary>
internal sealed class LeakHost : IDisposable
{
    private static readonly ScreenHost Display = new();
    private static Runspace? shared;

    private readonly ModuleContext before = ModuleContext.Current;
    private readonly Runspace runspaceBefore = Runspace.DefaultRunspace;
    private readonly Runspace runspace = shared ??= ModuleRunspaces.Open(State(), Display);

    public LeakHost(ScriptedHandler network)
    {
        ModuleContext.Current = new ModuleContext(Clock, new HandlerPool(_ => network));

        // The search serializes objects as a cmdlet of this runspace would.
        Runspace.DefaultRunspace = runspace;
        foreach (var (name, value) in new (string, object)[]
        {
            ("credential", ModuleHost.Credential(Canaries.ClientId, Canaries.Secret)),
            ("token", ModuleHost.Secure(Canaries.Token)),
            ("refresh", ModuleHost.Secure(Canaries.Refresh)),
            ("code", ModuleHost.Secure(Canaries.Code)),
            ("ownHeaders", new System.Collections.Hashtable { ["X-Api-Key"] = Canaries.OwnHeader }),
            ("presigned", $"https://files.example/a.csv?sig={Uri.EscapeDataString(Canaries.Signature)}&x=1"),
            ("PSModuleAutoLoadingPreference", "None"),
            ("file", Path.Combine(Path.GetTempPath(), $"walmartauth-{Guid.NewGuid():N}")),
        })
        {
            runspace.SessionStateProxy.SetVariable(name, value);
        }
    }

    public FakeClock Clock { get; } = new() { AdvancesByItself = true };

    /// <summary>The number of objects, errors and messages searched.</summary>
    public int Searched { get; private set; }

    public List<string> Leaks { get; } = [];

    /// <summary>The ids of the errors.</summary>
    public List<string> ErrorIds { get; } = [];

    /// <summary>Runs the scripts in order, searches the output of each, and finally searches the screen output of all.</summary>
    public void Run(params string[] scripts)
    {
        var shown = Display.Screen.Length;
        var search = new LeakSearch();
        var output = new List<object>();
        foreach (var script in scripts)
        {
            output.AddRange(Run(script));
        }

        Show(output);
        search.Text("screen", Display.Screen[shown..]);
        Leaks.AddRange(search.Leaks);
    }

    public void Dispose()
    {
        if (!ModuleRunspaces.Reset(runspace))
        {
            runspace.Dispose();
            shared = null;
        }

        Display.Clear();
        Runspace.DefaultRunspace = runspaceBefore;
        ModuleContext.Current = before;
    }

    // Reflection data about the code (an exception's TargetSite, a record's command) is 99 % of an error's CliXml,
    // always the same, and unrelated to a call, so only its name is serialized.
    private static InitialSessionState State()
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var type in LeakSearch.Code)
        {
            state.Types.Add(new SessionStateTypeEntry(new TypeData(type) { SerializationMethod = "String" }, isRemove: false));
        }

        return state;
    }

    private IEnumerable<object> Run(string script)
    {
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
        Leaks.AddRange(search.Leaks.Select(l => $"{script} -> {l}"));
        return output.Concat<object>(shell.Streams.Error).ToList();
    }

    // PowerShell itself keeps the caller's arguments with each record; this searches what the module adds.
    private static void ForgetArguments(object? item)
    {
        var invocation = item is ErrorRecord error ? error.InvocationInfo : (item as InformationalRecord)?.InvocationInfo;
        foreach (var name in new[] { "Headers", "Path" })
        {
            invocation?.BoundParameters.Remove(name);
        }
    }

    // What a user sees: the object views and the error view.
    private void Show(IEnumerable<object> items)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Out-Default").Invoke(items);
    }
}
