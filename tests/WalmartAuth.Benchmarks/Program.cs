using System.CommandLine;
using WalmartAuth.Benchmarks;
using WalmartAuth.Benchmarks.Soak;

var full = new Option<bool>("--full") { Description = "Full sizes: 1,000 pages, 100,000 records, 1 GB. Takes about half a minute longer." };
var only = new Option<string[]>("--only") { Description = "Only these areas.", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. Areas.All.Keys]);

var command = new RootCommand("Measures the module and what it is compared with in one run, and prints one table.") { full, only };
command.SetAction(async parsed =>
{
    await Areas.RunAsync(parsed.GetValue(full), parsed.GetValue(only) is { Length: > 0 } names ? names : [.. Areas.All.Keys]);
    return 0;
});

var calls = new Option<int>("--calls") { Description = "Minimum number of calls.", DefaultValueFactory = _ => 200_000 };
var seconds = new Option<int>("--seconds") { Description = "Minimum duration in seconds.", DefaultValueFactory = _ => 120 };
var soak = new Command("soak", "64 runspaces make calls while tokens expire, requests fail and calls are stopped. Fails if a call hangs or fails, a token is requested too early, or memory grows.") { calls, seconds };
soak.SetAction(async parsed => await new SoakTest().RunAsync(parsed.GetValue(calls), TimeSpan.FromSeconds(parsed.GetValue(seconds))) ? 0 : 1);
command.Subcommands.Add(soak);

return await command.Parse(args).InvokeAsync();
