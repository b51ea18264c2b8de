using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Sessions;

/// <summary>What a session says about its token.</summary>
[Collection("ModuleContext")]
public sealed class SessionStateTests : IDisposable
{
    private const string State = "\"$($session.TokenSource)|$($session.TokenLeft)|$($session.TokenExpiresOn -is [DateTimeOffset])\"";

    private readonly ScriptedHost host = new(_ => null);

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_token_has_its_source_and_the_time_that_is_left()
    {
        host.Connect();

        Assert.Equal("Requested|15m 00s|True", Show());
        host.Clock.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal("Requested|13m 58s|True", Show());
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Requested|expired|True", Show());
    }

    [Fact]
    public void A_supplied_token_without_a_lifetime_has_no_end() =>
        Assert.Equal("Supplied||False", Show(host.Bring("a-token-from-elsewhere")));

    [Fact]
    public void A_disconnected_session_is_closed_and_has_no_token()
    {
        host.Connect();

        Assert.Equal("|closed|False", host.Run($"$session = Get-WalmartSession; Disconnect-Walmart; {State}").Single.ToString());
    }

    private string Show(ScriptedHost? connected = null) => (connected ?? host).Run($"$session = Get-WalmartSession; {State}").Single.ToString();
}
