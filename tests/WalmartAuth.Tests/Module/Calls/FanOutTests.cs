using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Many pipeline objects at once (-ThrottleLimit).</summary>
public sealed class FanOutTests : CallTests
{
    private const string Sku = "ForEach-Object { $_.ItemResponse[0].sku }";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void The_output_keeps_the_order_of_the_input(int limit)
    {
        var skus = Run($"$skus | Invoke-WalmartApi '/v3/items/{{sku}}' -ThrottleLimit {limit} | {Sku}").Clean.Output.Select(o => o.ToString());

        Assert.Equal(Enumerable.Range(0, 100).Select(SampleData.Sku), skus);
        Assert.Equal(100, Calls.Count);
    }

    [Fact]
    public async Task A_slow_first_one_holds_up_the_output_and_not_the_others()
    {
        var hold = Gateway.Faults.Hold("/v3/items/" + Uri.EscapeDataString(SampleData.Sku(0)));

        var output = await RunAsync($"$skus[0..7] | Invoke-WalmartApi '/v3/items/{{sku}}' -ThrottleLimit 4 | {Sku}", async _ =>
        {
            await hold.Arrived();
            while (Calls.Count(c => c.StatusCode == 200) < 7)
            {
                await Task.Yield();
            }

            hold.Release();
        });

        Assert.Equal(Enumerable.Range(0, 8).Select(SampleData.Sku), output.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("-ThrottleLimit 4", 4)]
    public async Task As_many_calls_run_at_once_as_ThrottleLimit_says_and_one_by_default(string parameter, int expected)
    {
        var hold = Gateway.Faults.Hold("/v3/items");

        var output = await RunAsync($"$skus[0..19] | Invoke-WalmartApi '/v3/items/{{sku}}' {parameter}", async _ =>
        {
            await hold.Arrived(expected);
            Assert.Equal(expected, hold.Count);
            hold.Release();
        });

        Assert.Equal(20, output.Count);
    }

    [Fact]
    public async Task Endless_input_is_read_no_further_than_a_bounded_number_of_records_ahead()
    {
        var hold = Gateway.Faults.Hold("/v3/orders");

        await RunAsync("$n = 0; function Endless { while ($true) { $script:n++; $script:n } }; Endless | Invoke-WalmartApi '/v3/orders/{id}' -ThrottleLimit 2", async shell =>
        {
            await hold.Arrived(2);
            shell.Stop();
        });

        Assert.InRange((int)Run("$n").Single.BaseObject, 2, 8);
    }

    [Fact]
    public void A_pipeline_that_stops_early_ends_an_endless_fan_out()
    {
        var result = Run("function Endless { while ($true) { 'x' } }; function First { process { $_; break stop } }; :stop do { Endless | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -ThrottleLimit 4 | First } while ($false)");

        Assert.Single(result.Clean.Output);
        Assert.InRange(Calls.Count, 1, 17);
    }

    [Fact]
    public void There_is_one_error_for_each_record_that_fails_and_the_others_come_through()
    {
        var result = Run("'NO-1', $skus[0], 'NO-2', $skus[1] | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 4");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(["GET /v3/items/NO-1", "GET /v3/items/NO-2"], result.Errors.Select(e => e.TargetObject));
        Assert.All(result.Errors, e => Assert.StartsWith("NotFound,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void ErrorAction_Stop_ends_at_the_first_failure()
    {
        var result = Run("try { 'NO-1', $skus[0] | Invoke-WalmartApi '/v3/items/{sku}' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }");

        Assert.Equal("NotFound", result.Output.Single().BaseObject);
    }

    [Fact]
    public void All_of_them_share_one_new_token_after_a_revocation_and_all_succeed()
    {
        Gateway.RevokeAll();

        Assert.Equal(100, Run("$skus | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 16").Clean.Output.Count);

        Assert.Equal(1, TokenCalls);
        Assert.InRange(Calls.Count, 101, 132);
    }

    [Fact]
    public void One_after_the_other_they_share_a_connection()
    {
        Run("$skus | Invoke-WalmartApi '/v3/items/{sku}'").ThrowOnError();

        Assert.Single(Calls.Select(c => c.Connection).Distinct());
    }

    [Fact]
    public void They_use_no_more_connections_than_there_are_concurrent_calls()
    {
        Run("$skus | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 4").ThrowOnError();

        Assert.InRange(Calls.Select(c => c.Connection).Distinct().Count(), 1, 5);
    }

    [Fact]
    public void AsResponse_tells_which_input_a_response_belongs_to()
    {
        Assert.Equal(["1", "2", "3"], Run("1..3 | Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -AsResponse -ThrottleLimit 3 | ForEach-Object InputObject").Clean.Output.Select(o => o.ToString()));
    }

    [Fact]
    public void Pages_of_several_records_come_record_by_record()
    {
        var output = Run("100, 50 | Invoke-WalmartApi /v3/orders -Query @{ limit = { $_ } } -All -AsResponse -ThrottleLimit 2 | ForEach-Object InputObject").Clean.Output.Select(o => o.ToString());

        Assert.Equal(["100", "100", "100", "50", "50", "50", "50", "50"], output);
    }
}
