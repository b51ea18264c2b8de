using System.Globalization;
using WalmartAuth.Common;

namespace WalmartAuth.Http.Downloads;

/// <summary>
/// Writes the body of a response to a file, so that an incomplete download never has the final name.
/// </summary>
internal sealed class FileDownload
{
    private const int BufferSize = 81920;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    private readonly IClock clock;
    private readonly ICmdletOutput output;

    public FileDownload(IClock clock, ICmdletOutput output)
    {
        this.clock = clock;
        this.output = output;
    }

    /// <summary>Saves the body and returns the path of the file.</summary>
    /// <param name="response">A streamed response; it is disposed if it cannot be saved.</param>
    /// <param name="path">The file, or an existing folder, in which the file gets a safe name from the response.</param>
    /// <param name="cancellation">Stops it and removes the half-written file.</param>
    public async Task<string> SaveAsync(ApiResponse response, string path, CancellationToken cancellation)
    {
        var content = response.Message.Content;
        var name = path;
        var isWhole = false;
        try
        {
            using var target = await OpenAsync(path, () => SafeFileName.FromHeader(content.Headers.ContentDisposition, response.Request.Address), cancellation).ConfigureAwait(false);
            name = target.Path;
            await CopyAsync(response, target.Stream, cancellation).ConfigureAwait(false);
            target.Complete();
            isWhole = true;
            return target.Path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WalmartException(WalmartErrorId.FileFailed, AnswerMessages.FileCouldNotBeWritten(name, e.Message), e, name);
        }
        finally
        {
            if (!isWhole)
            {
                response.Dispose();
            }
        }
    }

    private static async Task<DownloadTarget> OpenAsync(string path, Func<string> proposed, CancellationToken cancellation)
    {
        if (!DownloadTarget.MayWait(path))
        {
            return DownloadTarget.Open(path, proposed);
        }

        // Opening a pipe waits for its reader and cannot be cancelled, so a stopped download abandons it.
        var opening = Task.Run(() => DownloadTarget.Open(path, proposed), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(t => t.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private async Task CopyAsync(ApiResponse response, FileStream file, CancellationToken cancellation)
    {
        var request = response.Request;
        var total = response.Message.Content.Headers.ContentLength;
        var started = clock.Monotonic;
        var shown = started;
        var buffer = new byte[BufferSize];
        var done = 0L;

        try
        {
            using var body = await response.Message.Content.ReadAsStreamAsync().ConfigureAwait(false);
            int read;
            while ((read = await ReadAsync(body, buffer, response, cancellation).ConfigureAwait(false)) > 0)
            {
                await WriteAsync(file, buffer, read, cancellation).ConfigureAwait(false);
                done += read;
                if (clock.Monotonic - shown >= ProgressInterval)
                {
                    shown = clock.Monotonic;
                    Show(request, done, total, shown - started);
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();

            // .NET quotes what it cannot read, and a gateway may echo the token there.
            var redactor = RequestSecrets.RedactorFor(response);
            throw new WalmartException(WalmartErrorId.ConnectionFailed, redactor.Redact(AnswerMessages.DownloadBroke(request.Label, done, e.Message)), redactor.Contains(e.ToString()) ? null : e, request.Target);
        }

        if (total is { } length && done < length)
        {
            throw new WalmartException(WalmartErrorId.ConnectionFailed, AnswerMessages.DownloadEndedEarly(request.Label, done, length), target: request.Target);
        }

        output.Progress(new ProgressState(ProgressState.File, $"Downloading {request.Path}", "done", 100, IsDone: true));
    }

    private static async Task WriteAsync(FileStream file, byte[] buffer, int count, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(buffer, 0, count, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new WalmartException(WalmartErrorId.FileFailed, AnswerMessages.FileCouldNotBeWritten(file.Name, e.Message), e, file.Name);
        }
    }

    // Each read has the time limit of one attempt: a large file may take long, but a stalled one does not hang.
    private async Task<int> ReadAsync(Stream body, byte[] buffer, ApiResponse response, CancellationToken cancellation)
    {
        using var limit = clock.CancelAfter(response.Request.Timeout, cancellation);

        // The body's stream may ignore a cancellation token; disposing the response ends the read.
        using var abort = limit.Token.Register(response.Message.Dispose);
        try
        {
            return await body.ReadAsync(buffer, 0, buffer.Length, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested && e is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            throw new WalmartException(WalmartErrorId.Timeout, AnswerMessages.DownloadStalled(response.Request.Label, response.Request.Timeout.TotalSeconds), target: response.Request.Target);
        }
    }

    private void Show(ApiRequest request, long done, long? total, TimeSpan time)
    {
        var rate = done / Math.Max(time.TotalSeconds, 0.001);
        var status = string.Format(CultureInfo.InvariantCulture, "{0:0.0}{1} MB, {2:0.0} MB/s", done / 1e6, total is { } size ? string.Format(CultureInfo.InvariantCulture, " of {0:0.0}", size / 1e6) : "", rate / 1e6);
        var percent = total is { } all and > 0 ? (int)(done * 100 / all) : -1;
        var left = total is { } end && rate > 0 ? (int)((end - done) / rate) : -1;
        output.Progress(new ProgressState(ProgressState.File, $"Downloading {request.Path}", status, Math.Min(100, percent), left));
    }
}
