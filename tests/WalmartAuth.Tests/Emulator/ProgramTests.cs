using System.CommandLine;
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

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        var (output, error) = (new StoppingWriter(stop), new StringWriter());
        var exitCode = await EmulatorCommand.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error }, stop.Token);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Ends the program as soon as it has said that it is ready.</summary>
    private sealed class StoppingWriter(CancellationTokenSource stop) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return stop.CancelAsync();
        }
    }
}
