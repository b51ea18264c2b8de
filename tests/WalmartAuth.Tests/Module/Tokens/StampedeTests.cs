using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>Many runspaces at once, which overlap because the gateway's responses are held: one token request, and no failure.</summary>
public sealed class StampedeTests : EmulatorTests
{
    private const string Connect = "Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential";
    [Theory]
    [InlineData(32)]
    [InlineData(256)]
    public async Task Cold_callers_in_as_many_runspaces_make_one_token_request(int callers)
    {
        using var ready = new CountdownEvent(callers);
        var tokenCall = Gateway.Faults.Hold("/v3/token", "POST");
        var calls = CallAsync(callers, ready, """
            Connect-Walmart -BaseUri $base -Program Marketplace -Credential $credential
            (Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -AsResponse).StatusCode
            """);
        ready.Wait();
        await tokenCall.Arrived();
        tokenCall.Release();

        await calls;
        Assert.Equal(1, Gateway.Received.Count("POST", "/v3/token"));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(256)]
    public async Task Callers_that_meet_an_expired_token_make_one_token_request(int callers)
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.ExpiresIn, "/v3/token", "0"));
        Run($"$session = {Connect} -PassThru").ThrowOnError();
        using var ready = new CountdownEvent(callers);
        var tokenCall = Gateway.Faults.Hold("/v3/token", "POST");
        var calls = CallAsync(callers, ready, "(Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -AsResponse -Session $session).StatusCode");
        ready.Wait();
        await tokenCall.Arrived();
        tokenCall.Release();

        await calls;
        Assert.Equal(2, Gateway.Received.Count("POST", "/v3/token"));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(256)]
    public async Task Callers_whose_token_is_revoked_during_a_call_make_one_token_request_and_retry_once_each(int callers)
    {
        Run($"$session = {Connect} -PassThru").ThrowOnError();
        using var ready = new CountdownEvent(callers);
        var orders = Gateway.Faults.Hold("/v3/orders", "GET");
        var tokenCall = Gateway.Faults.Hold("/v3/token", "POST");
        var calls = CallAsync(callers, ready, "(Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -AsResponse -Session $session).StatusCode");
        await orders.Arrived(callers);
        Gateway.RevokeAll();
        orders.Release();
        await tokenCall.Arrived();
        tokenCall.Release();

        await calls;
        Assert.Equal(2, Gateway.Received.Count("POST", "/v3/token"));
        Assert.Equal(2 * callers, Gateway.Received.Count("GET", "/v3/orders"));
        Assert.Equal((long)callers, Run("(Get-WalmartSession).Retries").Single.BaseObject);
    }

    [Fact]
    public async Task A_stopped_caller_leaves_immediately_and_the_other_callers_get_the_token()
    {
        using var other = new ModuleHost();
        var tokenCall = Gateway.Faults.Hold("/v3/token", "POST");
        using var leader = PowerShell.Create(Host.Runspace);
        Set(Host);
        leader.AddScript(Connect);
        var leading = leader.BeginInvoke();
        await tokenCall.Arrived();
        var follower = Task.Run(() => other.Run($"{Connect}; (Invoke-WalmartApi /v3/orders -AsResponse).StatusCode", Variables()));

        // The gateway still holds its response, so only leaving can end this.
        await Task.Run(leader.Stop).WaitAsync(Patience.Limit);
        Assert.True(leading.IsCompleted);
        tokenCall.Release();

        Assert.Equal(200, (await follower).Single.BaseObject);
    }

    [Fact]
    public void Counters_tell_requests_hits_calls_and_retries()
    {
        Run($"{Connect}; $null = Get-WalmartToken; $null = Invoke-WalmartApi /v3/orders").ThrowOnError();
        Gateway.RevokeAll();
        var session = Run("$null = Invoke-WalmartApi /v3/orders; Get-WalmartSession").Single;

        Assert.Equal(2L, session.Properties["TokenRequests"].Value);
        Assert.Equal(0L, session.Properties["BackgroundRenewals"].Value);
        Assert.Equal(3L, session.Properties["CacheHits"].Value);
        Assert.Equal(2L, session.Properties["ApiCalls"].Value);
        Assert.Equal(1L, session.Properties["Retries"].Value);
    }

    [Fact]
    public async Task A_session_disconnected_during_a_call_is_NotConnected_for_it_and_untouched_for_others()
    {
        using var other = new ModuleHost();
        other.Run(Connect, Variables()).ThrowOnError();
        var session = Run($"{Connect} -PassThru").Single;
        var orders = Gateway.Faults.Hold("/v3/orders", "GET");
        var call = Task.Run(() => Run("1..2 | Invoke-WalmartApi /v3/orders"));
        await orders.Arrived();
        Gateway.RevokeAll();
        other.Run("Disconnect-Walmart $session", ("session", session)).ThrowOnError();
        orders.Release();

        Assert.Equal("NotConnected", (await call).ErrorId);
        other.Run("Invoke-WalmartApi /v3/orders").ThrowOnError();
    }

    /// <summary>Runs a script in this many runspaces at once; each must write the status 200.</summary>
    private async Task CallAsync(int callers, CountdownEvent ready, string script)
    {
        using var runspaces = RunspaceFactory.CreateRunspacePool(TwoCmdlets(ready));
        runspaces.SetMaxRunspaces(callers);
        runspaces.Open();
        var statuses = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(runspaces, script)));
        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    private static async Task<object> CallAsync(RunspacePool runspaces, string script)
    {
        using var shell = PowerShell.Create();
        shell.RunspacePool = runspaces;
        var output = await shell.AddScript("$null = $ready.Signal(); " + script).InvokeAsync();
        Assert.Empty(shell.Streams.Error);
        return Assert.Single(output).BaseObject;
    }

    // Several hundred engines with the module imported would take a minute.
    private InitialSessionState TwoCmdlets(CountdownEvent ready)
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.FullLanguage;
        state.Commands.Add(new SessionStateCmdletEntry("Connect-Walmart", typeof(ConnectWalmartCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-WalmartApi", typeof(InvokeWalmartApiCommand), null));
        foreach (var (name, value) in Variables().Append(("ready", ready)).Append(("session", Host.Runspace.SessionStateProxy.GetVariable("session"))))
        {
            state.Variables.Add(new SessionStateVariableEntry(name, value, null));
        }

        return state;
    }

    private ScriptResult Run(string script) => Host.Run(script, Variables());

    private void Set(ModuleHost where)
    {
        foreach (var (name, value) in Variables())
        {
            where.Runspace.SessionStateProxy.SetVariable(name, value);
        }
    }

    private (string Name, object? Value)[] Variables() =>
        [("base", Gateway.Marketplace), ("credential", ModuleHost.Credential(DefaultAccounts.MarketplaceProduction))];
}
