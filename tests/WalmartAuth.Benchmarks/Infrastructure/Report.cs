using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>The rows and their output.</summary>
internal sealed class Report
{
    private const int Width = 150;
    private readonly List<Row> rows = [];

    /// <summary>True if no target was missed.</summary>
    public bool IsMet => rows.TrueForAll(row => row.IsMet != false);

    /// <summary>Compares a measurement with another one; the target is a maximum ratio.</summary>
    public void Compare(string what, double measured, string besideName, double beside, string unit, double? limit = null)
    {
        var ratio = measured / beside;
        Add(what, $"{Number(measured)} {unit}", $"{besideName}: {Number(beside)} {unit}", ratio, limit is null ? "" : $"ratio <= {Number(limit.Value)}", limit is null ? null : ratio <= limit);
    }

    /// <summary>Compares a measurement with a limit.</summary>
    public void Limit(string what, double measured, string unit, double limit, string beside = "") =>
        Add(what, $"{Number(measured)} {unit}", beside, null, $"<= {Number(limit)} {unit}", measured <= limit);

    public void Add(string what, string measured, string beside = "", double? ratio = null, string target = "", bool? isMet = null) =>
        rows.Add(new Row(what, measured, beside, ratio, target, isMet));

    public void Print()
    {
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumns("benchmark", "measured", "compared with", "ratio", "target", "met");
        foreach (var row in rows)
        {
            table.AddRow(new[] { row.What, row.Measured, row.Beside, row.Ratio is { } ratio ? Number(ratio) : "", row.Target, row.IsMet switch { true => "yes", false => "NO", null => "" } }.Select(Markup.Escape).ToArray());
        }

        // Redirected output has no width and must not be wrapped.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Width);
        AnsiConsole.Write(table);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, PowerShell {PowerShellVersion()}, {DateTime.UtcNow:yyyy-MM-dd}"));
    }

    // "7.6.9 SHA: …"
    private static string PowerShellVersion() =>
        typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(' ')[0];

    /// <summary>A number with about three significant digits.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 or 0 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
