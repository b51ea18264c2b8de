using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WalmartAuth.Benchmarks.Import;

/// <summary>What a fresh process of the benchmark does: imports one module in the hosted engine and prints the milliseconds.</summary>
internal static class ImportOnce
{
    public const string OptionName = "--import-once";

    public static void Run(string manifest)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        var time = Stopwatch.StartNew();
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", "Stop").Invoke();
        Console.WriteLine(time.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }
}
