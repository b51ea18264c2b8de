using System.CommandLine;
using WalmartAuth.Benchmarks;
using WalmartAuth.Benchmarks.Soak;

var full = new Option<bool>("--full") { Description = "The sizes of the issue: 1,000 pages, 100,000 records, 1 GB. Takes about half a minute more." };
var only = new Option<string[]>("--only") { Description = "Only these areas.", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. Areas.All.Keys]);

var command = new RootCommand("Measures the module beside what it is compared with, in one run, and prints one table.") { full, only };
command.SetAction(async parsed =>
{
    await Areas.RunAsync(parsed.GetValue(full), parsed.GetValue(only) is { Length: > 0 } names ? names : [.. Areas.All.Keys]);
    return 0;
});

var calls = new Option<int>("--calls") { Description = "At least so many calls.", DefaultValueFactory = _ => 200_000 };
var seconds = new Option<int>("--seconds") { Description = "For at least so long.", DefaultValueFactory = _ => 120 };
var soak = new Command("soak", "64 runspaces call while tokens end, requests fail and calls are stopped. Fails when a call hangs or fails, a token is requested that is not due, or memory grows.") { calls, seconds };
soak.SetAction(async parsed => await new SoakTest().RunAsync(parsed.GetValue(calls), TimeSpan.FromSeconds(parsed.GetValue(seconds))) ? 0 : 1);
command.Subcommands.Add(soak);

return await command.Parse(args).InvokeAsync();
