using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Support;

/// <summary>The built module in a hosted PowerShell engine, in a runspace that no other test uses, as a script would use it.</summary>
internal sealed class ModuleHost : IDisposable
{
    private readonly bool isNew;
    private int disposed;

    /// <param name="import">False for a new runspace without the module.</param>
    public ModuleHost(bool import = true)
    {
        isNew = !import;
        Runspace = import ? ModuleRunspaces.Rent() : RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        if (isNew)
        {
            Runspace.Open();
        }
    }

    public Runspace Runspace { get; }

    /// <summary>Runs a script. Its arguments are passed by name: <c>param($base)</c> and so on.</summary>
    public ScriptResult Run(string script, params (string Name, object? Value)[] variables)
    {
        using var shell = Create(script, variables);
        Exception? thrown = null;
        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return new ScriptResult(output.ToList(), shell.Streams.Error.ToList(), shell.Streams.Warning.Select(w => w.Message).ToList(),
            shell.Streams.Verbose.Select(v => v.Message).ToList(), shell.Streams.Debug.Select(d => d.Message).ToList(), shell.Streams.Progress.ToList(), thrown);
    }

    /// <summary>Starts a script, runs the action while the script runs, and returns its output.</summary>
    public async Task<IReadOnlyList<PSObject>> RunAsync(string script, Func<PowerShell, Task> meanwhile, params (string Name, object? Value)[] variables)
    {
        using var shell = Create(script, variables);
        var output = new PSDataCollection<PSObject>();
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await meanwhile(shell);
        try
        {
            await Task.Factory.FromAsync(running, shell.EndInvoke);
        }
        catch (PipelineStoppedException)
        {
        }

        return [.. output];
    }

    /// <summary>A PSCredential for an emulator account.</summary>
    public static PSCredential Credential(EmulatedAccount account) => Credential(account.ClientId, account.ClientSecret);

    public static PSCredential Credential(string id, string secret) => new(id, Secure(secret));

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }

    /// <summary>Also disconnects the sessions and removes their tokens.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        if (isNew)
        {
            Run("Get-Module WalmartAuth | Remove-Module");
            Runspace.Dispose();
        }
        else
        {
            ModuleRunspaces.Return(Runspace);
        }
    }

    private PowerShell Create(string script, (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            Runspace.SessionStateProxy.SetVariable(name, value);
        }

        var shell = PowerShell.Create();
        shell.Runspace = Runspace;
        return shell.AddScript(script);
    }
}
