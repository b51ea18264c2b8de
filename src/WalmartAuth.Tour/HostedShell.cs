using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WalmartAuth.Tour;

/// <summary>Runs the tour in a PowerShell engine inside this process.</summary>
internal static class HostedShell
{
    public static int Run(string script, IReadOnlyDictionary<string, string> parameters)
    {
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        var host = new ConsoleHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(File.ReadAllText(script));
        foreach (var (name, value) in parameters)
        {
            shell.AddParameter(name, value);
        }

        // Whatever the script leaves over is shown as a user would see it.
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            Console.Error.WriteLine(e.ErrorRecord);
            return 1;
        }

        return host.ExitCode ?? (shell.HadErrors ? 1 : 0);
    }
}
