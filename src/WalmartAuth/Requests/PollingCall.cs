using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;

namespace WalmartAuth.Requests;

/// <summary>One input's call with one session, repeated until its response meets the condition (-Until).</summary>
internal sealed class PollingCall
{
    private readonly CallTarget target;
    private readonly RequestBuilder requests;
    private readonly PollProgress progress;
    private readonly ICmdletOutput output;
    private readonly IVaultHost pipeline;
    private readonly PollCondition until;
    private ApiRequest request;
    private int polls;
    private object? lastResponse;
    private string? state;
    private string? missing;
    private string? failure;

    /// <param name="target">The input and session of the call; the session is known.</param>
    /// <param name="request">The first request.</param>
    /// <param name="requests">Builds the following requests.</param>
    /// <param name="progress">The display shared with other inputs.</param>
    /// <param name="output">Where verbose messages go.</param>
    /// <param name="pipeline">Where the script block runs.</param>
    public PollingCall(CallTarget target, ApiRequest request, RequestBuilder requests, PollProgress progress, ICmdletOutput output, IVaultHost pipeline)
    {
        this.target = target;
        this.request = request;
        this.requests = requests;
        this.progress = progress;
        this.output = output;
        this.pipeline = pipeline;
        until = target.Options.Until!;
    }

    /// <summary>Polls until the condition is met. Fails only when cancelled; any other failure is in the page.</summary>
    public async Task<CallPage> ReadPageAsync(CancellationToken cancellation)
    {
        progress.Begin();
        try
        {
            return await target.FailAsPageAsync(PollAsync, cancellation).ConfigureAwait(false);
        }
        finally
        {
            progress.End();
        }
    }

    private async Task<CallPage> PollAsync(CancellationToken cancellation)
    {
        var clock = target.Session!.Clock;
        var end = clock.Monotonic + target.Options.PollTimeout;
        using var limit = clock.CancelAfter(target.Options.PollTimeout, cancellation);
        while (true)
        {
            var interval = target.Options.PollInterval;
            try
            {
                polls++;
                var page = await new ApiCall(target, request, output, pipeline).SendNextAsync(limit.Token).ConfigureAwait(false);
                if (IsPassing(page.StatusCode))
                {
                    failure = string.Format(CultureInfo.InvariantCulture, "{0} answered {1}.", request.Target, page.StatusCode);
                }
                else if (await pipeline.InvokeAsync(_ => IsMet(page)).ConfigureAwait(false))
                {
                    return page;
                }
            }
            catch (WalmartException e) when (IsPassing(e))
            {
                failure = e.Message;
                interval = e.RetryAt - clock.UtcNow is { } time && time > interval ? time : interval;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw TooLate();
            }

            ShowState();
            var left = end - clock.Monotonic;
            if (left > TimeSpan.Zero)
            {
                await clock.Delay(left < interval ? left : interval, cancellation).ConfigureAwait(false);
            }

            if (left <= interval)
            {
                throw TooLate();
            }

            request = requests.CreateNext(request);
        }
    }

    // Runs on the pipeline thread.
    private bool IsMet(CallPage page)
    {
        failure = null;
        lastResponse = page.Output.Count switch { 0 => null, 1 => page.Output[0], _ => page.Output.ToArray() };
        var isMet = until.IsMet(lastResponse);
        missing = until.FindMissing(lastResponse);
        state = until.DescribeState(lastResponse, target.Session!.CreateRedactor());
        return isMet;
    }

    // Failures that may be over by the next poll. An untrusted certificate is not one of them.
    private static bool IsPassing(WalmartException error) =>
        error.ErrorId is WalmartErrorId.Throttled or WalmartErrorId.GatewayUnavailable or WalmartErrorId.Timeout
        || (error.ErrorId == WalmartErrorId.ConnectionFailed && error.Stage != ConnectionStage.Tls);

    private static bool IsPassing(int status) => status is 429 or >= 500;

    private void ShowState()
    {
        output.Verbose(string.Format(CultureInfo.InvariantCulture, "Poll {0} of {1}: {2}", polls, request.Target, failure is null ? $"{state ?? RequestMessages.UntilIsNotTrueYet}." : RequestMessages.PollFailed(failure)));
        progress.Show(request.Target, string.Format(CultureInfo.InvariantCulture, "{0} (poll {1})", state ?? (lastResponse is null ? RequestMessages.NoAnswerYet : "not yet"), polls));
    }

    private WalmartException TooLate()
    {
        var message = RequestMessages.PollTimedOut(target.Options.PollTimeout.TotalSeconds, polls, request.Label, missing, state, failure);
        return new WalmartException(WalmartErrorId.PollTimeout, message, target: request.Target) { LastResponse = lastResponse };
    }
}
