using System.CommandLine;
using System.CommandLine.Invocation;

namespace WalmartAuth.Emulator;

/// <summary>The program's options (exit codes: 0 ended by the user, 2 wrong input, 3 port in use).</summary>
internal static class EmulatorCommand
{
    private static readonly Option<int> Port = new("--port", "-p")
    {
        Description = "Port of the Marketplace site; Supplier, Sandbox and Files get the next three. 0 takes free ports.",
        DefaultValueFactory = _ => 5080,
    };

    private static readonly Option<bool> Https = new("--https") { Description = "Answer https (and HTTP/2) with a certificate made now." };

    private static readonly Option<FileInfo?> CertificateOut = new("--certificate-out") { Description = "Write that certificate to this file, as PEM. Implies --https." };

    private static readonly Option<FileInfo?> Configuration = new("--configuration", "-c") { Description = "JSON file with accounts, limits, seeds and token lifetime." };

    private static readonly Option<string> Limits = new("--limits")
    {
        Description = "generous: no call is throttled; documented: the limits that Walmart publishes. The configuration's own limits win.",
        DefaultValueFactory = _ => "generous",
    };

    private static readonly Option<FileInfo?> Faults = new("--faults") { Description = "JSON file with faults to switch on, in the form that POST /_emulator/faults takes." };

    private static readonly Option<int?> Latency = new("--latency") { Description = "Milliseconds that every answer waits." };

    private static readonly Option<RequestLogFormat> Log = new("--log")
    {
        Description = "A line for each request on standard output, without secrets: text, json or none.",
        HelpName = "text|json|none",
        DefaultValueFactory = _ => RequestLogFormat.Text,
    };

    private static readonly Option<string> Address = new("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<bool> AllowRemote = new("--allow-remote") { Description = "Allow an address that other machines can reach." };

    public static Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null, CancellationToken ct = default)
    {
        var parsed = Create().Parse(arguments);
        return parsed.Action is ParseErrorAction wrong
            ? RefuseAsync(parsed, wrong, configuration, ct)
            : parsed.InvokeAsync(configuration, ct);
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, ParseErrorAction wrong, InvocationConfiguration? configuration, CancellationToken ct)
    {
        wrong.ShowHelp = false;
        await parsed.InvokeAsync(configuration, ct);
        return EmulatorStartException.WrongInput;
    }

    private static RootCommand Create()
    {
        var command = new RootCommand("Emulates Walmart's API gateway on this machine. It is not Walmart's and connects to nothing.")
        {
            Port, Https, CertificateOut, Configuration, Limits, Faults, Latency, Log, Address, AllowRemote,
        };
        Limits.AcceptOnlyFromAmong("generous", "documented");
        Port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var port) && port is < 0 or > 65_532)
            {
                result.AddError("--port must be from 0 to 65532.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        try
        {
            await using var emulator = await GatewayEmulator.StartAsync(OptionsOf(parsed), ct);
            if (parsed.GetValue(Faults) is { } faults)
            {
                emulator.Faults.Add(Fault.Parse(EmulatorJson.Load<System.Text.Json.JsonElement>(faults.FullName)));
            }

            if (parsed.GetValue(CertificateOut) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, emulator.Certificate!.ExportCertificatePem() + "\n", ct);
            }

            await Banner.WriteAsync(parsed.InvocationConfiguration.Output, emulator);
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception e) when (e is EmulatorStartException or IOException or UnauthorizedAccessException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("walmart-emulator: " + e.Message);
            return e is EmulatorStartException start ? start.ExitCode : EmulatorStartException.WrongInput;
        }

        return 0;
    }

    private static EmulatorOptions OptionsOf(ParseResult parsed)
    {
        var configuration = parsed.GetValue(Configuration) is { } file ? EmulatorConfiguration.Load(file.FullName) : EmulatorConfiguration.Default;
        if (parsed.GetValue(Limits) == "documented")
        {
            configuration = configuration with { Limits = new Dictionary<string, EndpointLimit>([.. DocumentedLimits.All.ExceptBy(configuration.Limits.Keys, limit => limit.Key), .. configuration.Limits]) };
        }

        return new EmulatorOptions
        {
            Port = parsed.GetValue(Port),
            Https = parsed.GetValue(Https) || parsed.GetValue(CertificateOut) is not null,
            Configuration = configuration with { LatencyMs = parsed.GetValue(Latency) ?? configuration.LatencyMs },
            Quiet = parsed.GetValue(Log) == RequestLogFormat.None,
            Log = parsed.GetValue(Log),
            Address = parsed.GetValue(Address)!,
            AllowRemote = parsed.GetValue(AllowRemote),
        };
    }
}
