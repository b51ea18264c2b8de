using System.Management.Automation;
using System.Net;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>Processes that share one token through a vault: what each reads, requests and writes, and when.</summary>
public sealed class TokenSharingTests
{
    // Each process renews at 77.5 % of the lifetime, 697.5 s of 900.
    private readonly FakeClock clock = new() { Random = 0.5, AdvancesByItself = true };
    private readonly FakeTokenStore store = new();
    private readonly ScriptedHandler handler;
    private HttpStatusCode? outage;
    private int tokens;

    public TokenSharingTests() => handler = new ScriptedHandler(_ => outage is { } status ? ScriptedHandler.Error(status, "SYSTEM_ERROR") : ScriptedHandler.Token($"token-{++tokens}"));

    [Fact]
    public async Task Three_processes_after_each_other_make_one_token_request()
    {
        Assert.Equal("token-1", await Start().ConnectAsync());
        var second = Start();
        Assert.Equal("token-1", await second.ConnectAsync());
        Assert.Equal("token-1", await Start().ConnectAsync());

        Assert.Single(handler.Sent);
        Assert.True(second.Entry.Current!.IsShared);
        Assert.Equal(1, second.Counters.SharedTokenHits);
        Assert.Equal(0, second.Counters.TokenRequests);
        Assert.Equal(1, store.Writes);
    }

    [Fact]
    public async Task A_process_that_connects_before_its_own_point_renews_nothing()
    {
        await Start().ConnectAsync();
        Advance(697);

        Assert.Equal("token-1", await Start().ConnectAsync());
        Assert.Single(handler.Sent);
    }

    [Theory]
    [InlineData(0, 630)]
    [InlineData(0.5, 697.5)]
    [InlineData(1, 765)]
    public async Task Past_its_own_point_Connect_renews_at_once_and_writes_before_it_returns(double random, double seconds)
    {
        await Start().ConnectAsync();
        clock.Random = random;
        Advance(seconds - 1);
        Assert.Equal("token-1", await Start().ConnectAsync());
        Advance(1);

        Assert.Equal("token-2", await Start().ConnectAsync());
        Assert.Equal(2, store.Writes);
        Assert.Equal("token-2", await Start().ConnectAsync());
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_renewal_that_fails_in_Connect_is_tried_once_and_the_old_token_serves()
    {
        await Start().ConnectAsync();
        Advance(700);
        outage = HttpStatusCode.ServiceUnavailable;

        Assert.Equal("token-1", await Start().ConnectAsync());
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_secret_that_Walmart_no_longer_accepts_fails_in_Connect_although_a_token_is_shared()
    {
        await Start().ConnectAsync();
        Advance(700);
        outage = HttpStatusCode.Unauthorized;

        var error = await Assert.ThrowsAnyAsync<WalmartException>(() => Start().ConnectAsync());
        Assert.Equal(WalmartErrorId.CredentialRejected, error.ErrorId);
    }

    [Fact]
    public async Task A_wrong_secret_takes_no_shared_token()
    {
        await Start().ConnectAsync();
        outage = HttpStatusCode.Unauthorized;

        await Assert.ThrowsAnyAsync<WalmartException>(() => Start("a-wrong-secret").ConnectAsync());
    }

    [Fact]
    public async Task A_call_reads_the_vault_only_when_the_token_is_due()
    {
        var process = Start();
        await process.ConnectAsync();
        var reads = store.Reads;
        Advance(697);
        await process.CallAsync();

        Assert.Equal(reads, store.Reads);
    }

    [Fact]
    public async Task A_call_with_a_token_that_is_due_takes_a_newer_one_instead_of_requesting_it()
    {
        var process = Start();
        await process.ConnectAsync();
        Advance(700);
        await Start().ConnectAsync();

        Assert.Equal("token-2", await process.CallAsync());
        Assert.Equal(2, handler.Sent.Count);
        Assert.Equal(1, process.Counters.SharedTokenHits);
    }

    [Fact]
    public async Task A_call_with_a_token_that_is_due_renews_in_the_background_and_the_next_one_writes()
    {
        var process = Start();
        await process.ConnectAsync();
        Advance(700);

        Assert.Equal("token-1", await process.CallAsync());
        await process.SettleAsync();
        Assert.Equal("token-2", await process.CallAsync());
        await store.WaitForWritesAsync(2);

        Assert.Equal("token-2", await Start().ConnectAsync());
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task Without_a_usable_token_a_call_looks_before_it_asks()
    {
        var process = Start();
        await process.ConnectAsync();
        Advance(880);
        await Start().ConnectAsync();

        Assert.Equal("token-2", await process.CallAsync());
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task The_vault_is_read_at_most_once_in_five_seconds()
    {
        var process = Start();
        await process.ConnectAsync();
        Advance(700);
        outage = HttpStatusCode.ServiceUnavailable;
        var reads = store.Reads;
        for (var i = 0; i < 10; i++)
        {
            await process.CallAsync();
            await process.SettleAsync();
        }

        Assert.Equal(reads + 1, store.Reads);
        Advance(5);
        await process.CallAsync();
        Assert.Equal(reads + 2, store.Reads);
    }

    [Fact]
    public async Task After_a_401_the_token_that_another_process_shared_in_the_meantime_is_used()
    {
        var (first, second) = (Start(), Start());
        await first.ConnectAsync();
        await second.ConnectAsync();
        Assert.Equal("token-2", await first.ReplaceAsync());

        Assert.Equal("token-2", await second.ReplaceAsync());
        Assert.Equal(2, handler.Sent.Count);
        Assert.Empty(clock.Delays);
    }

    [Fact]
    public async Task After_a_401_of_a_shared_token_a_process_waits_a_random_time_and_looks_again()
    {
        var (first, second) = (Start(), Start());
        await first.ConnectAsync();
        await second.ConnectAsync();
        var looks = 0;
        store.BeforeRead = () =>
        {
            if (++looks == 2)
            {
                store.BeforeRead = null;
                first.ReplaceAsync().GetAwaiter().GetResult();
            }
        };

        Assert.Equal("token-2", await second.ReplaceAsync());
        Assert.Equal([TimeSpan.FromSeconds(1)], clock.Delays);
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task After_a_401_the_process_that_requested_the_token_asks_at_once()
    {
        var process = Start();
        await process.ConnectAsync();

        Assert.Equal("token-2", await process.ReplaceAsync());
        Assert.Empty(clock.Delays);
        Assert.Equal("token-2", await Start().ConnectAsync());
    }

    [Fact]
    public async Task A_rejected_token_is_not_read_from_the_vault_again()
    {
        var process = Start();
        await process.ConnectAsync();
        store.WriteFailure = () => Busy();
        Assert.Equal("token-2", await process.ReplaceAsync());

        // The vault still contains token-1, which Walmart rejected.
        Assert.Equal("token-3", await process.ReplaceAsync());
    }

    [Fact]
    public async Task A_forced_token_is_written()
    {
        var process = Start();
        await process.ConnectAsync();
        await process.ForceAsync();

        Assert.Equal("token-2", await Start().ConnectAsync());
    }

    [Fact]
    public async Task A_vault_that_fails_costs_one_warning_and_is_left_alone_for_five_minutes()
    {
        var process = Start();
        store.ReadFailure = () => new WalmartException(WalmartErrorId.VaultFailed, "The vault is on fire.");

        Assert.Equal("token-1", await process.ConnectAsync());
        Advance(700);
        await process.CallAsync();
        Advance(299);
        await process.CallAsync();

        Assert.Contains("The vault is on fire.", Assert.Single(process.Pipeline.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, store.Reads);
        Assert.Equal(0, store.Writes);
    }

    [Fact]
    public async Task A_vault_that_is_read_only_costs_one_warning_and_no_call()
    {
        var process = Start();
        store.WriteFailure = () => new WalmartException(WalmartErrorId.VaultFailed, "The vault is read-only.");

        Assert.Equal("token-1", await process.ConnectAsync());
        await process.ForceAsync();

        Assert.Contains("read-only", Assert.Single(process.Pipeline.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, store.Writes);
    }

    [Fact]
    public async Task A_write_that_meets_another_one_is_tried_once_more_and_then_left_without_a_warning()
    {
        var process = Start();
        store.WriteFailure = Busy;

        Assert.Equal("token-1", await process.ConnectAsync());
        store.WriteFailure = null;
        await process.CallAsync();

        Assert.Empty(process.Pipeline.Warnings);
        Assert.Equal(2, store.Writes);
        Assert.True(Assert.Single(clock.Delays) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_pipeline_that_is_busy_for_two_seconds_is_not_waited_for()
    {
        var process = Start();
        process.Pipeline.IsBusy = true;

        Assert.Equal("token-1", await process.ConnectAsync());
        process.Pipeline.Free();

        Assert.Equal(0, store.Reads);
    }

    [Fact]
    public async Task An_authorization_code_is_exchanged_whatever_the_vault_holds()
    {
        var grant = new TokenGrant(TokenCacheHarness.Credential()) { Type = GrantType.RefreshToken, RefreshToken = new SecretText("refresh") };
        await Start(grant).ConnectAsync();

        Assert.Equal("token-1", await Start(grant).ConnectAsync());
        Assert.Equal("token-2", await Start(grant with { Type = GrantType.AuthorizationCode, RefreshToken = null, Code = new SecretText("code"), RedirectUri = new Uri("https://app.example/") }).ConnectAsync());
    }

    [Fact]
    public async Task A_process_of_a_second_each_second_makes_seven_token_requests_an_hour()
    {
        var random = new Random(17);
        for (var second = 0; second < 3600; second++)
        {
            clock.Random = random.NextDouble();
            await Start().ConnectAsync();
            Advance(1);
        }

        Assert.InRange(handler.Sent.Count, 6, 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    public async Task Eight_processes_that_call_for_ten_minutes_make_one_token_request(int seed)
    {
        var random = new Random(seed);
        clock.Random = 0;
        var processes = Enumerable.Range(0, 8).Select(_ => Start()).ToList();
        foreach (var process in processes)
        {
            await process.ConnectAsync();
            clock.Random = random.NextDouble();
        }

        for (var second = 1; second <= 600; second++)
        {
            Advance(1);
            foreach (var process in processes)
            {
                await process.CallAsync();
            }
        }

        Assert.Single(handler.Sent);
    }

    [Fact]
    public async Task A_write_that_is_stopped_is_made_up_for_at_the_next_use()
    {
        var process = Start();
        store.WriteFailure = () => new PipelineStoppedException();

        Assert.Equal("token-1", await process.ConnectAsync());
        store.WriteFailure = null;
        await process.CallAsync();

        Assert.Equal("token-1", await Start().ConnectAsync());
        Assert.Single(handler.Sent);
        Assert.Empty(process.Pipeline.Warnings);
    }

    [Fact]
    public async Task A_call_whose_token_was_rejected_does_not_get_it_again_from_the_vault()
    {
        var process = Start();
        await process.ConnectAsync();
        var first = process.Entry.Current;

        // The vault still contains token-1, and Walmart has rejected a newer one from this process in the meantime.
        store.WriteFailure = Busy;
        await process.ForceAsync();
        Assert.Equal("token-1", await process.ReplaceAsync());

        Assert.Equal("token-3", await process.ReplaceAsync(first));
    }

    [Fact]
    public async Task A_machine_whose_clock_is_wrong_asks_for_itself()
    {
        await Start().ConnectAsync();
        clock.UtcNow += TimeSpan.FromHours(1);

        Assert.Equal("token-2", await Start().ConnectAsync());
    }

    private static WalmartException Busy() =>
        new(WalmartErrorId.VaultFailed, "The process cannot access the file 'storefile' because it is being used by another process.");

    private void Advance(double seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));

    private Sharer Start(string secret = "a-secret-of-nobody") => Start(new TokenGrant(TokenCacheHarness.Credential(secret)));

    private Sharer Start(TokenGrant grant) => new(handler, grant, clock, store);

    /// <summary>The state of one process: its own token cache, and the shared vault.</summary>
    private sealed class Sharer
    {
        private readonly FakeClock clock;
        private readonly TokenSharing sharing;

        public Sharer(ScriptedHandler handler, TokenGrant grant, FakeClock clock, FakeTokenStore store)
        {
            this.clock = clock;
            Entry = new TokenCacheEntry(clock);
            var client = new TokenClient(new HttpMessageInvoker(handler), TokenCacheHarness.Gateway, grant, clock, TimeSpan.FromSeconds(100), Counters);
            sharing = new TokenSharing(store, TokenCacheHarness.Gateway, grant, Entry, client, clock);
        }

        public SessionCounters Counters { get; } = new();

        public TokenCacheEntry Entry { get; }

        public FakePipeline Pipeline { get; } = new();

        public Task<string> ConnectAsync() => GetAsync(TokenRequestMode.Connect);

        public Task<string> CallAsync() => GetAsync(TokenRequestMode.Use);

        public Task<string> ForceAsync() => GetAsync(TokenRequestMode.Force);

        public Task<string> ReplaceAsync(AccessToken? rejected = null) => GetAsync(TokenRequestMode.Replace, rejected ?? Entry.Current);

        public async Task SettleAsync()
        {
            while (Entry.IsRenewing)
            {
                await Task.Yield();
            }
        }

        private async Task<string> GetAsync(TokenRequestMode mode, AccessToken? rejected = null) =>
            (await sharing.GetAsync(mode, rejected, new CallBudget(TokenClient.Foreground, TimeSpan.FromSeconds(100), clock, Pipeline), Pipeline, CancellationToken.None)).Value.Reveal();
    }
}
