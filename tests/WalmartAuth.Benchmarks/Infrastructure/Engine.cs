using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WalmartAuth.Benchmarks.Calls;
using WalmartAuth.Benchmarks.Memory;
using WalmartAuth.Common;
using WalmartAuth.Sessions;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>A hosted PowerShell engine with the module and the benchmark's own bare cmdlets.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace runspace;
    private readonly PowerShell shell;

    public Engine()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Bare", typeof(InvokeBareCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Get-Nothing", typeof(GetNothingCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Measure-Heap", typeof(MeasureHeapCommand), null));
        runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        shell = PowerShell.Create(runspace);
        Run($"$ProgressPreference = 'SilentlyContinue'; Import-Module '{Repository.Manifest}' -ErrorAction Stop");
    }

    /// <summary>Runs a script; an error ends the benchmark.</summary>
    public IReadOnlyList<PSObject> Run(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            runspace.SessionStateProxy.SetVariable(name, value);
        }

        shell.Commands.Clear();
        shell.Streams.ClearStreams();
        var output = shell.AddScript(script).Invoke();
        return shell.Streams.Error is { Count: > 0 } errors ? throw new InvalidOperationException(errors[0].ToString(), errors[0].Exception) : output;
    }

    /// <summary>Stops the running script, as Ctrl+C does.</summary>
    public void Stop() => shell.BeginStop(callback: null, state: null);

    /// <summary>Connects to the emulator, with the module's own connections, which also trust its certificate.</summary>
    public WalmartSession Connect(Uri address)
    {
        ModuleContext.Current = new ModuleContext(SystemClock.Instance, TrustingHandlers.Create());
        return (WalmartSession)Run("Connect-Walmart -BaseUri $address -Program Marketplace -Credential $credential -PassThru", ("address", address), ("credential", TestAccount.Credential))[0].BaseObject;
    }

    public void Dispose()
    {
        shell.Dispose();
        runspace.Dispose();
    }
}
