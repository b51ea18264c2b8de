using System.Net;
using System.Text;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A session whose credential is rotated while the session is in use.</summary>
public sealed class RotationTests
{
    private readonly FakeClock clock = new();
    private readonly FakePipeline pipeline = new();
    private readonly FakeSource source = new("old");
    private readonly HashSet<string> accepted = ["old"];
    private readonly ScriptedHandler handler;
    private readonly ModuleContext runtime;
    private ConnectionSettings settings = new() { BaseUri = new Uri("http://127.0.0.1:9/"), PartnerId = "seller-1" };
    private HttpStatusCode? outage;
    private string? refreshToken;

    public RotationTests()
    {
        var count = 0;
        handler = new ScriptedHandler(request =>
        {
            var basic = Encoding.UTF8.GetString(Convert.FromBase64String(request.Header("Authorization")!["Basic ".Length..]));
            return outage is { } status ? ScriptedHandler.Error(status, "SYSTEM_ERROR")
                : !accepted.Contains(basic.Split(':')[1]) ? ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED")
                : refreshToken is null ? ScriptedHandler.Token($"token-{++count}")
                : ScriptedHandler.Json($$"""{"access_token":"token-{{++count}}","expires_in":900,"refresh_token":"{{refreshToken}}"}""");
        });
        runtime = new ModuleContext(clock, new HandlerPool(_ => handler));
    }

    [Fact]
    public async Task A_rejected_renewal_reads_the_source_once_warns_once_and_continues()
    {
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(901));

        Assert.Equal("token-2", (await GetAsync(session)).Value.Reveal());
        Assert.Equal("token-2", (await GetAsync(session)).Value.Reveal());

        Assert.Equal(2, source.Readings);
        Assert.Contains("no longer accepts", Assert.Single(pipeline.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public async Task Any_number_of_calls_read_the_source_once_and_warn_once()
    {
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(901));
        pipeline.IsBusy = true;
        var calls = Enumerable.Range(0, 16).Select(_ => GetAsync(session)).ToArray();
        await UntilAsync(() => pipeline.Asked == 16);

        pipeline.Free();

        Assert.All(await Task.WhenAll(calls), t => Assert.Equal("token-2", t.Value.Reveal()));
        Assert.Equal(2, source.Readings);
        Assert.Single(pipeline.Warnings);
    }

    [Fact]
    public async Task A_busy_pipeline_thread_does_not_keep_another_cmdlet_of_the_session_from_reading()
    {
        // The outer cmdlet's thread is running the inner one, so waiting for it would never end.
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(901));
        var outer = new FakePipeline { IsBusy = true };
        var waiting = GetAsync(session, outer);
        await UntilAsync(() => outer.Asked == 1);

        Assert.Equal("token-2", (await GetAsync(session)).Value.Reveal());
        outer.Free();

        Assert.Equal("token-2", (await waiting).Value.Reveal());
        Assert.Empty(outer.Warnings);
    }

    [Fact]
    public async Task A_rejected_background_renewal_takes_up_the_new_secret_before_anybody_fails()
    {
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(700));
        await GetAsync(session);
        await UntilAsync(() => session.BackgroundRenewals == 1 && handler.Sent.Count == 2);
        await UntilAsync(() => GetAsync(session).GetAwaiter().GetResult().Value.Reveal() == "token-2");

        Assert.Single(pipeline.Warnings);
    }

    [Fact]
    public async Task While_the_old_token_is_valid_a_failed_read_fails_no_call()
    {
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(700));
        accepted.Clear();
        await GetAsync(session);
        await UntilAsync(() => handler.Sent.Count == 2);
        outage = HttpStatusCode.BadRequest;

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("token-1", (await GetAsync(session)).Value.Reveal());
        }
    }

    [Fact]
    public async Task A_token_taken_before_the_rotation_can_still_be_sent_after_it()
    {
        var session = await ConnectAsync();
        var old = await GetAsync(session);
        Rotate();
        await session.GetTokenAsync(TokenRequestMode.Force, pipeline, pipeline, default);

        Assert.Equal("token-1", old.Value.Reveal());
        session.Disconnect();
        Assert.Throws<WalmartException>(old.Value.Reveal);
        Assert.Equal(0, runtime.Tokens.Count);
    }

    [Fact]
    public async Task Nothing_new_in_the_source_is_the_rejection_and_the_source_is_left_alone_for_30_seconds()
    {
        var session = await ConnectAsync();
        accepted.Clear();
        clock.Advance(TimeSpan.FromSeconds(901));

        await RejectedAsync(session);
        await RejectedAsync(session);
        Assert.Equal(2, source.Readings);
        Assert.Equal(2, handler.Sent.Count);

        clock.Advance(TimeSpan.FromSeconds(30));
        await RejectedAsync(session);
        Assert.Equal(3, source.Readings);
        Assert.Empty(pipeline.Warnings);
    }

    [Fact]
    public async Task Of_several_secrets_the_first_accepted_is_used_and_the_next_when_it_is_no_longer()
    {
        source.Secrets = ["too new", "old", "spare"];
        var session = await ConnectAsync();
        Assert.Equal("secret 1", session.CredentialSource);

        accepted.Clear();
        accepted.Add("spare");
        await session.GetTokenAsync(TokenRequestMode.Force, pipeline, pipeline, default);

        Assert.Equal("secret 2", session.CredentialSource);
        Assert.Single(pipeline.Warnings);
    }

    [Fact]
    public async Task A_credential_that_was_passed_in_is_not_read_again()
    {
        source.CanReload = false;
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(901));

        await RejectedAsync(session);
        Assert.Equal(1, source.Readings);
    }

    [Fact]
    public async Task A_new_secret_continues_with_the_refresh_token_that_the_code_was_exchanged_for()
    {
        settings = settings with { AuthorizationCode = new SecretText("the-code"), RedirectUri = new Uri("https://partner.example/back") };
        refreshToken = "refresh-1";
        var session = await ConnectAsync();
        Rotate();
        await session.GetTokenAsync(TokenRequestMode.Force, pipeline, pipeline, default);

        Assert.StartsWith("grant_type=authorization_code", handler.Sent.First().Body, StringComparison.Ordinal);
        Assert.Equal("grant_type=refresh_token&refresh_token=refresh-1", handler.Sent.Last().Body);
    }

    [Fact]
    public async Task A_session_disconnected_while_it_reads_keeps_no_token()
    {
        var session = await ConnectAsync();
        Rotate();
        clock.Advance(TimeSpan.FromSeconds(901));
        pipeline.IsBusy = true;
        var waiting = GetAsync(session);
        await UntilAsync(() => pipeline.Asked == 1);

        session.Disconnect();
        pipeline.Free();

        Assert.Equal(WalmartErrorId.NotConnected, (await Assert.ThrowsAsync<WalmartException>(() => waiting)).ErrorId);
        Assert.Equal(0, runtime.Tokens.Count);
    }

    [Fact]
    public async Task Disconnect_clears_the_secrets_of_the_credential()
    {
        settings = settings with { AuthorizationCode = new SecretText("the-code"), RedirectUri = new Uri("https://partner.example/back") };
        refreshToken = "refresh-1";
        var session = await ConnectAsync();
        var grant = ((CredentialTokenProvider)session.Tokens).Grant;

        session.Disconnect();

        foreach (var secret in new[] { grant.Credential.Secret, grant.RefreshToken!, settings.AuthorizationCode })
        {
            Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(secret.Reveal).ErrorId);
        }
    }

    [Fact]
    public async Task Disconnect_leaves_another_session_with_the_same_credential_its_token()
    {
        var one = await ConnectAsync();
        var other = await ConnectAsync();
        Assert.Single(handler.Sent);

        one.Disconnect();

        Assert.Equal("token-1", (await GetAsync(other)).Value.Reveal());
        Assert.Equal(WalmartErrorId.NotConnected, Assert.Throws<WalmartException>(() => one.Tokens).ErrorId);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Yield();
        }
    }

    private void Rotate()
    {
        accepted.Clear();
        accepted.Add("new");
        source.Secrets = ["new"];
    }

    private Task<WalmartSession> ConnectAsync() => new SessionFactory(runtime, settings, new ProgramChoice()).ConnectAsync(source, pipeline, pipeline, default);

    private Task<AccessToken> GetAsync(WalmartSession session, FakePipeline? other = null) => session.GetTokenAsync(TokenRequestMode.Use, other ?? pipeline, other ?? pipeline, default);

    private async Task RejectedAsync(WalmartSession session) =>
        Assert.Equal(WalmartErrorId.CredentialRejected, (await Assert.ThrowsAsync<WalmartApiException>(() => GetAsync(session))).ErrorId);
}
