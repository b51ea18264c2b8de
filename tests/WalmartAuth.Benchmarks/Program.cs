using System.CommandLine;
using WalmartAuth.Benchmarks;
using WalmartAuth.Benchmarks.Import;

var full = new Option<bool>("--full") { Description = "The sizes of the issue: 1,000 pages, 100,000 records, 1 GB. Takes about half a minute more." };
var only = new Option<string[]>("--only") { Description = "Only these areas.", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. Areas.All.Keys]);
var import = new Option<FileInfo?>(ImportOnce.OptionName) { Description = "Imports a module once in this process and prints the milliseconds.", Hidden = true };

var command = new RootCommand("Measures the module beside what it is compared with, in one run, and prints one table.") { full, only, import };
command.SetAction(async parsed =>
{
    if (parsed.GetValue(import) is { } manifest)
    {
        ImportOnce.Run(manifest.FullName);
        return 0;
    }

    await Areas.RunAsync(parsed.GetValue(full), parsed.GetValue(only) is { Length: > 0 } names ? names : [.. Areas.All.Keys]);
    return 0;
});
return await command.Parse(args).InvokeAsync();
