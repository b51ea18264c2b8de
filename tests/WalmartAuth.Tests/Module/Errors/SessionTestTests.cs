using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Test-WalmartCredential with -Session: the session is tested as it was connected.</summary>
[Collection("ModuleContext")]
public sealed class SessionTestTests
{
    [Theory]
    [InlineData("-Program Supplier", "-Program")]
    [InlineData("-Environment Sandbox", "-Environment")]
    [InlineData("-Market CA", "-Market")]
    [InlineData("-DynamicSandbox", "-DynamicSandbox")]
    [InlineData("-ChannelType 0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f", "-ChannelType")]
    [InlineData("-PartnerId 1", "-PartnerId")]
    [InlineData("-BaseUri http://127.0.0.1:9", "-BaseUri")]
    [InlineData("-AllowUntrustedHost", "-AllowUntrustedHost")]
    [InlineData("-AuthorizationHeader Bearer", "-AuthorizationHeader")]
    [InlineData("-Proxy http://127.0.0.1:9", "-Proxy")]
    [InlineData("-ProxyCredential $credential", "-ProxyCredential")]
    [InlineData("-NoProxy", "-NoProxy")]
    [InlineData("-Market CA -Program Supplier", "-Program, -Market")]
    public void What_a_session_has_of_its_own_is_refused_by_name_and_nothing_is_sent(string parameters, string names)
    {
        using var host = new ScriptedHost(_ => null).Connect();
        host.Network.Sent.Clear();

        foreach (var script in new[] { "Test-WalmartCredential -Session (Get-WalmartSession)", "Get-WalmartSession | Test-WalmartCredential" })
        {
            var result = host.Run($"if (-not ({script} {parameters})) {{ 'stopped here' }}");

            Assert.Null(result.Thrown);
            Assert.Equal("InvalidArgument", result.ErrorId);
            Assert.Contains($"-Session cannot be combined with {names}:", result.Error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains($"Leave {names} out", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.Equal("stopped here", Assert.Single(result.Output).BaseObject);
        }

        Assert.Empty(host.Network.Sent);
    }

    [Theory]
    [InlineData("", "30 s")]
    [InlineData("-TimeoutSec 7", "7 s")]
    public void TimeoutSec_goes_before_the_sessions_own(string parameters, string time)
    {
        var isUp = true;
        using var host = new ScriptedHost(_ => isUp ? null : throw new TaskCanceledException()).Connect("-TimeoutSec 30");
        isUp = false;

        var result = host.Run($"Get-WalmartSession | Test-WalmartCredential {parameters}");

        Assert.Equal("Timeout", result.ErrorId);
        Assert.Contains($"within {time}", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_agrees_with_the_session_goes_with_it_as_a_default_value_of_a_script_does()
    {
        using var host = new ScriptedHost(_ => null);
        const string own = "-Environment Sandbox -Program Marketplace -Market CA -ChannelType 0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f -PartnerId 1 -BaseUri https://gateway.example -AllowUntrustedHost -AuthorizationHeader Bearer -Proxy http://127.0.0.1:9 -ProxyCredential $credential";

        var result = host.Run($"$PSDefaultParameterValues = @{{ '*-Walmart*:BaseUri' = 'https://gateway.example' }}; Connect-Walmart -Credential $credential {own.Replace("-BaseUri https://gateway.example", "", StringComparison.Ordinal)}; Get-WalmartSession | Test-WalmartCredential; Get-WalmartSession | Test-WalmartCredential {own}");

        Assert.Equal([true, true], result.Clean.Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void What_belongs_to_the_test_goes_with_a_session()
    {
        using var host = new ScriptedHost(_ => null).Connect();

        Assert.Equal(true, host.Run("Get-WalmartSession | Test-WalmartCredential -NoCrossCheck -RequireScope @{ orders = 'view_only' }").Single.BaseObject);
    }
}
