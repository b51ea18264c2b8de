using System.Net;
using System.Runtime.Versioning;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Http.Downloads;
using WalmartAuth.Tests.Support;
using WalmartAuth.Http.RateLimiting;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A download appears under its name only if it is complete.</summary>
public sealed class FileDownloadTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("walmart-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_complete_body_has_the_file_name_and_leaves_no_other_file()
    {
        var path = await SaveAsync(new ByteArrayContent([1, 2, 3]), "a.bin");

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task An_existing_file_is_replaced_when_the_new_one_is_complete()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "a.bin"), "a longer old text");

        Assert.Equal([1], await File.ReadAllBytesAsync(await SaveAsync(new ByteArrayContent([1]), "a.bin")));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_broken_download_leaves_the_old_file_and_no_other_file()
    {
        var old = Path.Combine(folder, "a.bin");
        await File.WriteAllTextAsync(old, "old");

        var error = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new StreamContent(new BreakingStream(10)), "a.bin"));

        Assert.Equal(WalmartErrorId.ConnectionFailed, error.ErrorId);
        Assert.Equal("old", await File.ReadAllTextAsync(old));
        Assert.Equal([old], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_body_that_ends_before_its_length_is_broken()
    {
        var content = new StreamContent(new MemoryStream([1, 2, 3]));
        content.Headers.ContentLength = 4;

        var error = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(content, "a.bin"));

        Assert.Equal(WalmartErrorId.ConnectionFailed, error.ErrorId);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_folder_takes_the_name_that_the_answer_proposes_made_safe()
    {
        var content = new ByteArrayContent([1]);
        content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"../../outside.zip\"");

        Assert.Equal(Path.Combine(folder, "outside.zip"), await SaveAsync(content, "."), Comparer);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task In_a_folder_an_existing_file_stays_and_the_download_gets_a_number()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "build.ps1"), "mine");

        Assert.Equal("build (2).ps1", Path.GetFileName(await SaveAsync(Named("build.ps1"), ".")));
        Assert.Equal("build (3).ps1", Path.GetFileName(await SaveAsync(Named("build.ps1"), ".")));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "build.ps1")));
    }

    [Fact]
    public async Task In_a_folder_two_downloads_at_once_never_share_a_name()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SaveAsync(Named("report.csv"), ".")));

        Assert.Equal(8, paths.Distinct().Count());
        Assert.Equal(8, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_broken_download_into_a_folder_gives_its_name_back()
    {
        var content = new StreamContent(new BreakingStream(10));
        content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=a.csv");

        await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(content, "."));

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_link_is_followed_and_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege on Windows.");
        var real = Path.Combine(folder, "real.txt");
        var link = Path.Combine(folder, "link.txt");
        await File.WriteAllTextAsync(real, "a longer old text");
        File.CreateSymbolicLink(link, real);

        Assert.Equal(link, await SaveAsync(new ByteArrayContent("new"u8.ToArray()), "link.txt"), Comparer);

        Assert.Equal(real, new FileInfo(link).LinkTarget);
        Assert.Equal("new", await File.ReadAllTextAsync(real));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_yet_makes_the_file_that_it_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege on Windows.");
        var real = Path.Combine(folder, "real.txt");
        File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), real);

        await SaveAsync(new ByteArrayContent("new"u8.ToArray()), "link.txt");

        Assert.Equal("new", await File.ReadAllTextAsync(real));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_private_file_stays_private_and_its_temporary_one_is_never_wider()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions; Replace keeps its access list.");
        var path = Path.Combine(folder, "a.bin");
        await File.WriteAllTextAsync(path, "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        UnixFileMode? during = null;
        var content = new StreamContent(new TickingStream(2, 10, () => during = File.GetUnixFileMode(Directory.GetFiles(folder, "*.part").Single())));

        await SaveAsync(content, "a.bin");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, during);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_read_only_file_is_not_replaced()
    {
        var path = Path.Combine(folder, "a.bin");
        await File.WriteAllTextAsync(path, "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);

        Assert.Equal(WalmartErrorId.FileFailed, (await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new ByteArrayContent([1]), "a.bin"))).ErrorId);

        File.SetAttributes(path, FileAttributes.Normal);
        Assert.Equal("old", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_pipe_is_written_to_and_stays_a_pipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        var pipe = await MakePipeAsync();

        var reading = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);
        await SaveAsync(new ByteArrayContent("through the pipe"u8.ToArray()), "pipe");

        Assert.Equal("through the pipe", await reading.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        Assert.Equal([pipe], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_download_to_a_pipe_without_a_reader_can_be_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        var pipe = await MakePipeAsync();
        using var stop = new CancellationTokenSource();

        var saving = SaveAsync(new ByteArrayContent([1]), "pipe", cancellation: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        Assert.Empty(await File.ReadAllBytesAsync(pipe, TestContext.Current.CancellationToken).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_link_to_a_link_is_followed_to_its_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege on Windows.");
        var real = Path.Combine(folder, "real.txt");
        await File.WriteAllTextAsync(real, "old");
        File.CreateSymbolicLink(Path.Combine(folder, "middle.txt"), real);
        File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), Path.Combine(folder, "middle.txt"));

        await SaveAsync(new ByteArrayContent("new"u8.ToArray()), "link.txt");

        Assert.Equal("new", await File.ReadAllTextAsync(real));
        Assert.Equal(real, new FileInfo(Path.Combine(folder, "middle.txt")).LinkTarget);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_of_the_file()
    {
        var body = new BreakingStream(0);

        var error = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new StreamContent(body), "none/a.bin"));

        Assert.Equal(WalmartErrorId.FileFailed, error.ErrorId);
        Assert.True(body.IsDisposed, "The connection is not released.");
    }

    [Fact]
    public async Task A_device_without_space_is_an_error_of_the_file()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");

        var error = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new ByteArrayContent(new byte[200_000]), "/dev/full"));

        Assert.Equal(WalmartErrorId.FileFailed, error.ErrorId);
        Assert.Equal("/dev/full", error.Target);
    }

    [Fact]
    public async Task A_broken_download_leaves_an_empty_file_empty()
    {
        var path = Path.Combine(folder, "a.bin");
        await File.WriteAllTextAsync(path, "");

        await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new StreamContent(new BreakingStream(10)), "a.bin"));

        Assert.Equal(0, new FileInfo(path).Length);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_error_of_a_broken_download_has_its_cause_unless_that_contains_a_secret()
    {
        var request = CallHarness.Request() with { Headers = [new("X-Api-Key", "the-key-of-somebody")] };

        var plain = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new StreamContent(new BreakingStream(10)), "a.bin", request: request));
        var secret = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new StreamContent(new BreakingStream(10, "cannot read the-key-of-somebody")), "a.bin", request: request));

        Assert.IsType<IOException>(plain.InnerException);
        Assert.Contains("after 10 bytes", plain.Message, StringComparison.Ordinal);
        Assert.Null(secret.InnerException);
        Assert.DoesNotContain("the-key-of-somebody", secret.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_below_a_file_is_an_error_of_the_file()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "");

        var error = await Assert.ThrowsAsync<WalmartException>(() => SaveAsync(new ByteArrayContent([1]), "file/a.bin"));

        Assert.Equal(WalmartErrorId.FileFailed, error.ErrorId);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(new StreamContent(new StallingStream(stop.Cancel)), "a.bin", cancellation: stop.Token));

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_download_that_stalls_for_the_time_of_an_attempt_is_given_up(Type failure)
    {
        var clock = new Support.FakeClock();
        var broken = failure == typeof(ObjectDisposedException) ? null : (Exception)Activator.CreateInstance(failure)!;

        var saving = SaveAsync(new StreamContent(new StallingStream(() => clock.Advance(TimeSpan.FromSeconds(100)), broken)), "a.bin", clock);

        var error = await Assert.ThrowsAsync<WalmartException>(() => saving.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        Assert.Equal(WalmartErrorId.Timeout, error.ErrorId);
        Assert.Contains("100 s (-TimeoutSec)", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(2_000_000, "0.1 of 2.0 MB, 0.1 MB/s", 4, 24)]
    [InlineData(null, "0.1 MB, 0.1 MB/s", -1, -1)]
    public async Task The_display_shows_how_much_of_how_much_and_how_fast(int? length, string status, int percent, int secondsLeft)
    {
        var clock = new Support.FakeClock();
        var log = new ActivityLog();
        var content = new StreamContent(new TickingStream(25, 80_000, () => clock.Advance(TimeSpan.FromSeconds(1))));
        content.Headers.ContentLength = length;

        await SaveAsync(content, "a.bin", clock, log);

        var shown = log.Shown.ToArray();
        Assert.Equal(new ProgressState(ProgressState.File, "Downloading /v3/orders", status, percent, secondsLeft), shown[0]);
        Assert.Equal(new ProgressState(ProgressState.File, "Downloading /v3/orders", "done", 100, IsDone: true), shown[^1]);
    }

    [Theory]
    [InlineData(100, 8)]
    [InlineData(250, 25)]
    public async Task The_display_is_updated_at_most_four_times_a_second(int millisecondsPerRead, int updates)
    {
        var clock = new Support.FakeClock();
        var log = new ActivityLog();

        await SaveAsync(new StreamContent(new TickingStream(25, 1000, () => clock.Advance(TimeSpan.FromMilliseconds(millisecondsPerRead)))), "a.bin", clock, log);

        Assert.Equal(updates, log.Shown.Count(p => !p.IsDone));
    }

    private async Task<string> MakePipeAsync()
    {
        var pipe = Path.Combine(folder, "pipe");
        using var made = System.Diagnostics.Process.Start("mkfifo", pipe);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        return pipe;
    }

    private static ByteArrayContent Named(string name)
    {
        var content = new ByteArrayContent([1]);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"attachment; filename=\"{name}\"");
        return content;
    }

    private static IEqualityComparer<string> Comparer => EqualityComparer<string>.Create((a, b) => Path.GetFullPath(a!) == Path.GetFullPath(b!));

    private async Task<string> SaveAsync(HttpContent content, string name, Support.FakeClock? clock = null, ActivityLog? log = null, ApiRequest? request = null, CancellationToken cancellation = default)
    {
        using var response = new ApiResponse(new HttpResponseMessage(HttpStatusCode.OK) { Content = content }, null, request ?? CallHarness.Request(), RateLimitHeaders.None);
        return await new FileDownload(clock ?? new Support.FakeClock(), log ?? new ActivityLog()).SaveAsync(response, Path.Combine(folder, name), cancellation);
    }
}
