using System.CommandLine;
using System.ComponentModel;
using System.Text.Json;
using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Emulator;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("{\n  \"tokenLifetimeSeconds\": 0\n}", "line 3: $: tokenLifetimeSeconds must be at least 1")]
    [InlineData("{\n\n  \"tokenLifeTime\": 3\n}", "line 3: $.tokenLifeTime: no such setting")]
    [InlineData("{\n  \"latencyMs\": \"x\"\n}", "line 2: $.latencyMs: a value of the wrong kind")]
    [InlineData("{\n  \"latencyMs\": 1\n  \"reportPolls\": 2\n}", "line 3: $: not JSON")]
    [InlineData("{ \"accounts\": [\n { \"name\": \"a\", \"clientId\": \"1\" } ] }", "line 2: $.accounts[0]: an account needs")]
    [InlineData("{ \"accounts\": [\n { \"name\": \"a\", \"clientId\": \"1\", \"clientSecret\": \"s\",\n \"scopes\": { \"orders\": \"some\" } } ] }", "line 3: $.accounts[0]: scopes.orders: 'some' is not one of")]
    [InlineData("{ \"limits\": {\n \"GET /v3/orders\": { \"size\": 0 } } }", "line 2: $.limits['GET /v3/orders']: a limit needs a size of at least 1")]
    [InlineData("{ \"shops\": -1 }", "line 1: $: shops must be from 0 to")]
    public async Task A_wrong_configuration_is_named_with_file_line_and_reason(string json, string reason)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await RunAsync("--configuration", file);
        File.Delete(file);
        Assert.Equal(2, exitCode);
        Assert.Contains($"{file}, {reason}", error);
    }

    [Fact]
    public async Task An_address_that_others_can_reach_must_be_allowed()
    {
        var (exitCode, _, error) = await RunAsync("--address", "0.0.0.0");
        Assert.Equal(2, exitCode);
        Assert.Contains("--allow-remote", error);
    }

    [Fact]
    public async Task A_port_in_use_is_said_plainly()
    {
        await using var first = await GatewayEmulator.StartAsync(ct: TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await RunAsync("--port", first.Marketplace.Port.ToString());
        Assert.Equal(3, exitCode);
        Assert.Contains("address already in use", error);
    }

    [Fact]
    public async Task The_banner_says_how_to_connect_and_Ctrl_C_ends_with_0()
    {
        var certificate = Path.GetTempFileName();
        var (exitCode, output, _) = await RunAsync("--port", "0", "--log", "none", "--certificate-out", certificate);
        Assert.Equal(0, exitCode);
        Assert.Contains($"-Credential (Get-Credential {DefaultAccounts.MarketplaceProduction.ClientId})", output);
        Assert.Contains("Connect-Walmart -BaseUri https://127.0.0.1:", output);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", await File.ReadAllTextAsync(certificate, TestContext.Current.CancellationToken));
        File.Delete(certificate);
    }

    [Fact]
    public async Task The_ready_file_appears_with_the_addresses()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var (exitCode, output, _) = await RunAsync("--port", "0", "--log", "none", "--ready-file", file);
        using var ready = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
        Assert.Equal(0, exitCode);
        Assert.Contains(ready.RootElement.GetProperty("marketplace").GetString()!, output);
        Assert.Equal(Environment.ProcessId, ready.RootElement.GetProperty("processId").GetInt32());
        Assert.EndsWith("/_emulator/", ready.RootElement.GetProperty("control").GetString());
    }

    [Fact]
    public async Task Open_opens_the_page_in_the_browser_and_the_banner_names_it()
    {
        Uri? opened = null;
        var (exitCode, output, error) = await RunAsync(page => opened = page, "--port", "0", "--log", "none", "--open");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches("^http://127.0.0.1:[0-9]+/_emulator/$", opened!.AbsoluteUri);
        Assert.Contains($"Control       {opened.AbsoluteUri}   (in a browser: a page that shows calls as they arrive)", output);
    }

    [Fact]
    public async Task A_browser_that_cannot_be_opened_stops_nothing()
    {
        var (exitCode, output, error) = await RunAsync(_ => throw new Win32Exception("none is installed"), "--port", "0", "--log", "none", "--open");
        Assert.Equal(0, exitCode);
        Assert.Contains("Connect-Walmart", output);
        Assert.Matches("could not open a browser: none is installed. Open http://127.0.0.1:[0-9]+/_emulator/ yourself.", error);
    }

    [Theory]
    [InlineData("--shops", "-1", "--shops must be from 0 to 9999.")]
    [InlineData("--port", "70000", "--port must be from 0 to 65532.")]
    public async Task A_number_out_of_range_is_refused(string option, string number, string message)
    {
        var (exitCode, _, error) = await RunAsync(option, number);
        Assert.Equal(2, exitCode);
        Assert.Contains(message, error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Exec_ends_with_the_exit_code_of_its_command(int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        var (exitCode, output, _) = await RunAsync("exec", "--", "sh", "-c", "exit " + code);
        Assert.Equal((code, string.Empty), (exitCode, output));
    }

    [Fact]
    public async Task Exec_gives_its_command_an_account_and_no_variable_of_the_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        var file = Path.GetTempFileName();
        Environment.SetEnvironmentVariable("WALMART_EXEC_TEST", "a real one");
        await RunAsync("exec", "--shops", "2", "--", "sh", "-c", $"env | grep ^WALMART_ > {file}");
        Environment.SetEnvironmentVariable("WALMART_EXEC_TEST", null);
        var variables = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        File.Delete(file);
        Assert.Equal(["WALMART_BASE_URI", "WALMART_CLIENT_ID", "WALMART_CLIENT_SECRET", "WALMART_EMULATOR_CONTROL", "WALMART_PROGRAM"], variables.Keys.Order());
        Assert.Equal(DefaultAccounts.MarketplaceProduction.ClientId, variables["WALMART_CLIENT_ID"]);
        Assert.StartsWith("http://127.0.0.1:", variables["WALMART_BASE_URI"]);
        Assert.Equal(variables["WALMART_BASE_URI"] + "_emulator/", variables["WALMART_EMULATOR_CONTROL"]);
    }

    [Fact]
    public async Task Exec_ends_its_command_when_it_is_interrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        var folder = Directory.CreateTempSubdirectory("walmart-exec-");
        using var watcher = new FileSystemWatcher(folder.FullName) { EnableRaisingEvents = true };
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => started.TrySetResult();
        using var stop = new CancellationTokenSource();
        var run = EmulatorCommand.RunAsync(["exec", "--", "sh", "-c", $"echo > {folder.FullName}/started; exec sleep 600"], new InvocationConfiguration(), stop.Token);

        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(130, await run);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Exec_says_that_a_command_does_not_exist()
    {
        var (exitCode, _, error) = await RunAsync("exec", "--", "no-such-command");
        Assert.Equal(127, exitCode);
        Assert.Contains("cannot start 'no-such-command'", error);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(_ => Assert.Fail("no browser was requested"), arguments);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(Action<Uri> openPage, params string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        var (output, error) = (new StoppingWriter(stop), new StringWriter());
        var exitCode = await EmulatorCommand.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error }, stop.Token, openPage);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Ends the program as soon as it has reported that it is ready.</summary>
    private sealed class StoppingWriter(CancellationTokenSource stop) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return stop.CancelAsync();
        }
    }
}
