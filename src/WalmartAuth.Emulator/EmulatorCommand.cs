using System.CommandLine;
using System.CommandLine.Invocation;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The program's options (exit codes: 0 ended by the user, 2 wrong input, 3 port in use; <c>exec</c> ends with the code of its command).</summary>
internal static class EmulatorCommand
{
    private static readonly Option<int?> Port = new("--port", "-p")
    {
        Description = "Port of the Marketplace site; Supplier, Sandbox and Files use the next three. 0 uses free ports. Default: 5080; with exec: 0.",
    };

    private static readonly Option<bool> Https = new("--https") { Description = "Serve https (and HTTP/2) with a certificate created at startup." };

    private static readonly Option<FileInfo?> CertificateOut = new("--certificate-out") { Description = "Write that certificate to this file, as PEM. Implies --https." };

    private static readonly Option<FileInfo?> ReadyFile = new("--ready-file") { Description = "Write the addresses to this JSON file as soon as the emulator listens." };

    private static readonly Option<FileInfo?> Configuration = new("--configuration", "-c") { Description = "JSON file with accounts, limits, seeds and token lifetime." };

    private static readonly Option<int?> Shops = new("--shops") { Description = "Add this many Marketplace accounts (shop-01 and so on), each with its own rows and limits." };

    private static readonly Option<string> Limits = new("--limits")
    {
        Description = "generous: no call is throttled; documented: the limits that Walmart publishes. Limits in the configuration take precedence.",
        DefaultValueFactory = _ => "generous",
    };

    private static readonly Option<FileInfo?> Faults = new("--faults") { Description = "JSON file with faults to turn on, in the format of POST /_emulator/faults." };

    private static readonly Option<int?> Latency = new("--latency") { Description = "Delay every response by this many milliseconds." };

    private static readonly Option<RequestLogFormat?> Log = new("--log")
    {
        Description = "Log a line for each request, without secrets, on standard output (with exec: standard error): text, json or none. Default: text; with exec: none.",
        HelpName = "text|json|none",
    };

    private static readonly Option<string> Address = new("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<bool> AllowRemote = new("--allow-remote") { Description = "Allow an address that other machines can reach." };

    private static readonly Option<bool> Open = new("--open") { Description = "Open a page in the browser that shows calls as they arrive." };

    private static readonly Argument<string[]> Command = new("command") { Description = "The command and its arguments, after --.", Arity = ArgumentArity.OneOrMore };

    public static Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null, CancellationToken ct = default, Action<Uri>? openPage = null)
    {
        var parsed = Create(openPage ?? OpenPage).Parse(arguments);
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

    private static RootCommand Create(Action<Uri> openPage)
    {
        Option[] options = [Port, Https, CertificateOut, ReadyFile, Configuration, Shops, Limits, Faults, Latency, Log, Address, AllowRemote, Open];
        var root = new RootCommand("Emulates Walmart's API gateway on this machine. It is not a Walmart product and makes no outgoing connections.");
        var exec = new Command("exec", "Starts the emulator on free ports, runs a command with the WALMART_ variables set, and returns its exit code: exec -- pwsh -File tests.ps1") { Command };
        foreach (var option in options)
        {
            root.Add(option);
            exec.Add(option);
        }

        root.Add(exec);
        Limits.AcceptOnlyFromAmong("generous", "documented");
        Between(Port, 0, 65_532);
        Between(Shops, 0, EmulatorConfiguration.MaxShops);
        root.SetAction((parsed, ct) => StartAsync(parsed, isExec: false, openPage, ct));
        exec.SetAction((parsed, ct) => StartAsync(parsed, isExec: true, openPage, ct));
        return root;
    }

    private static void Between(Option<int?> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && (number < least || number > most))
        {
            result.AddError($"{option.Name} must be from {least} to {most}.");
        }
    });

    private static async Task<int> StartAsync(ParseResult parsed, bool isExec, Action<Uri> openPage, CancellationToken ct)
    {
        try
        {
            await using var emulator = await GatewayEmulator.StartAsync(OptionsOf(parsed, isExec), ct);
            if (parsed.GetValue(Faults) is { } faults)
            {
                emulator.Faults.Add(Fault.Parse(EmulatorJson.Load<JsonElement>(faults.FullName)));
            }

            if (parsed.GetValue(CertificateOut) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, emulator.Certificate!.ExportCertificatePem() + "\n", ct);
            }

            if (parsed.GetValue(ReadyFile) is { } ready)
            {
                await WriteReadyFileAsync(ready, emulator, ct);
            }

            if (parsed.GetValue(Open))
            {
                await OpenAsync(new Uri(emulator.Marketplace, "_emulator/"), openPage, parsed.InvocationConfiguration.Error);
            }

            if (isExec)
            {
                return await ChildCommand.RunAsync(parsed.GetValue(Command)!, emulator, parsed.InvocationConfiguration.Error, ct);
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

    private static void OpenPage(Uri page) => Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true })?.Dispose();

    private static async Task OpenAsync(Uri page, Action<Uri> openPage, TextWriter error)
    {
        try
        {
            openPage(page);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            await error.WriteLineAsync($"walmart-emulator: could not open a browser: {e.Message}. Open {page} yourself.");
        }
    }

    /// <summary>The file appears complete, so that a script can wait for it to exist.</summary>
    private static async Task WriteReadyFileAsync(FileInfo file, GatewayEmulator emulator, CancellationToken ct)
    {
        var content = new { processId = Environment.ProcessId, emulator.Marketplace, emulator.Supplier, emulator.Sandbox, emulator.Files, control = new Uri(emulator.Marketplace, "_emulator/") };
        var unfinished = file.FullName + ".tmp";
        await File.WriteAllTextAsync(unfinished, JsonSerializer.Serialize(content, EmulatorJson.Control) + "\n", ct);
        File.Move(unfinished, file.FullName, overwrite: true);
    }

    private static EmulatorOptions OptionsOf(ParseResult parsed, bool isExec)
    {
        var configuration = parsed.GetValue(Configuration) is { } file ? EmulatorConfiguration.Load(file.FullName) : EmulatorConfiguration.Default;
        if (parsed.GetValue(Limits) == "documented")
        {
            configuration = configuration with { Limits = new Dictionary<string, EndpointLimit>([.. DocumentedLimits.All.ExceptBy(configuration.Limits.Keys, limit => limit.Key), .. configuration.Limits]) };
        }

        var log = parsed.GetValue(Log) ?? (isExec ? RequestLogFormat.None : RequestLogFormat.Text);
        return new EmulatorOptions
        {
            Port = parsed.GetValue(Port) ?? (isExec ? 0 : 5080),
            Https = parsed.GetValue(Https) || parsed.GetValue(CertificateOut) is not null,
            Configuration = configuration with { LatencyMs = parsed.GetValue(Latency) ?? configuration.LatencyMs, Shops = parsed.GetValue(Shops) ?? configuration.Shops },
            Quiet = log == RequestLogFormat.None,
            Log = log,
            LogTo = isExec ? Console.Error : Console.Out,
            Address = parsed.GetValue(Address)!,
            AllowRemote = parsed.GetValue(AllowRemote),
        };
    }
}
