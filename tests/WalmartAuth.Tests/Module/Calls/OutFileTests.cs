using WalmartAuth.Emulator;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Responses saved to files (contract §8).</summary>
public sealed class OutFileTests : CallTests
{
    private readonly TempFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void A_file_gets_the_body_and_the_pipeline_gets_nothing()
    {
        Assert.Empty(Save("/_emulator/bytes?count=200000", "a.bin").Clean.Output);

        Assert.Equal(200000, new FileInfo(Path.Combine(folder.Path, "a.bin")).Length);
        Assert.Equal(["a.bin"], folder.Names);
    }

    [Fact]
    public void PassThru_writes_the_file()
    {
        var file = Save("/_emulator/bytes?count=5&chunked=true", "a.bin", "-PassThru").Single.BaseObject;

        Assert.Equal(Path.Combine(folder.Path, "a.bin"), Assert.IsType<FileInfo>(file).FullName);
    }

    [Theory]
    [InlineData("report.zip", "report.zip")]
    [InlineData("../../outside.zip", "outside.zip")]
    [InlineData("a:b+c.zip", "a_b+c.zip")]
    public void A_folder_takes_a_safe_name_from_the_answer(string proposed, string expected)
    {
        Save($"/_emulator/bytes?count=5&name={Uri.EscapeDataString(proposed)}", "").ThrowOnError();

        Assert.Equal([expected], folder.Names);
    }

    [Theory]
    [InlineData(FaultKind.HalfBody)]
    [InlineData(FaultKind.Reset)]
    public void A_broken_download_leaves_nothing_under_the_name(FaultKind kind)
    {
        Gateway.Faults.Add(Fault.Of(kind, "/_emulator/bytes").Always());

        Assert.Equal("ConnectionFailed", Save("/_emulator/bytes?count=200000", "a.bin", "-MaximumRetryCount 0").ErrorId);

        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_failed_answer_leaves_nothing_either()
    {
        Assert.Equal("NotFound", Save("/v3/items/NO-SUCH-SKU", "a.bin").ErrorId);

        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task A_stopped_download_leaves_nothing_and_ends_within_a_second()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.SlowBody, "/v3/items") with { BytesPerSecond = 100 });
        var ended = TimeSpan.Zero;

        await RunAsync($"Invoke-WalmartApi /v3/items -OutFile '{Path.Combine(folder.Path, "a.json")}'", async shell =>
        {
            while (folder.Names.Count == 0)
            {
                await Task.Yield();
            }

            var watch = System.Diagnostics.Stopwatch.StartNew();
            shell.Stop();
            ended = watch.Elapsed;
        });

        Assert.InRange(ended, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_report_is_fetched_from_its_own_host_without_any_credential()
    {
        Run("""
            $request = Invoke-WalmartApi /v3/reports/reportRequests -Method Post -Query @{ reportType = 'ITEM'; reportVersion = 'v4' }
            do { $state = Invoke-WalmartApi '/v3/reports/reportRequests/{requestId}' -InputObject $request } until ($state.requestStatus -eq 'READY')
            $url = (Invoke-WalmartApi /v3/reports/downloadReport -Query @{ requestId = $request.requestId }).downloadURL
            Invoke-WalmartApi $url -OutFile $folder
            """, ("folder", folder.Path)).ThrowOnError();

        var there = Calls.Single(c => c.Site == "Files");
        Assert.Equal(200, there.StatusCode);
        Assert.DoesNotContain(there.Headers.Keys, k => k.StartsWith("WM_", StringComparison.OrdinalIgnoreCase) || k.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(':', Assert.Single(folder.Names));
    }

    [Theory]
    [InlineData("-Headers @{ 'X-Mine' = 'secret'; 'WM_SVC.NAME' = 'x' }")]
    [InlineData("-Session (Get-WalmartSession)")]
    public void Another_host_gets_none_of_the_callers_headers_either(string more)
    {
        Run($"Invoke-WalmartApi \"$($files)_emulator/echo\" -OutFile $folder {more}", ("folder", folder.Path)).ThrowOnError();

        Assert.DoesNotContain(Assert.Single(Calls).Headers.Keys, k => k.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || k.StartsWith("WM_", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, TokenCalls);
    }

    [Fact]
    public void Another_host_is_fetched_from_and_nothing_else()
    {
        Assert.Equal("HostNotAllowed", Run("Invoke-WalmartApi \"$($files)_emulator/echo\"").ErrorId);
        Assert.Equal("HostNotAllowed", Run("Invoke-WalmartApi \"$($files)_emulator/echo\" -Method Post -OutFile $folder", ("folder", folder.Path)).ErrorId);

        Assert.Equal(0, Gateway.Received.Total);
    }

    [Fact]
    public void Each_record_can_have_a_file_of_its_own()
    {
        Run("$skus[0..4] | Invoke-WalmartApi '/v3/items/{sku}' -OutFile (Join $folder '{sku}.json') -ThrottleLimit 3".Replace("(Join $folder '{sku}.json')", "\"$folder/{sku}.json\"", StringComparison.Ordinal), ("folder", folder.Path)).ThrowOnError();

        Assert.Equal(5, folder.Names.Count);
    }

    private WalmartAuth.Tests.Support.ScriptResult Save(string path, string name, string more = "") =>
        Run($"Invoke-WalmartApi '{path}' -OutFile '{Path.Combine(folder.Path, name)}' {more}");
}
