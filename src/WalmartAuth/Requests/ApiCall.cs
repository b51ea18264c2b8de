using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Http.Downloads;
using WalmartAuth.Http.Paging;
using WalmartAuth.Json;
using WalmartAuth.Sessions;

namespace WalmartAuth.Requests;

/// <summary>One record's call, page by page. A page is asked for when the one before it was written, so that a pipeline that stops asks for no more.</summary>
internal sealed class ApiCall
{
    private readonly WalmartSession session;
    private readonly OutputOptions options;
    private readonly PSObject? input;
    private readonly string? outFile;
    private readonly ICmdletOutput output;
    private readonly Pager? walker;
    private ApiRequest? next;
    private string? saved;

    public ApiCall(WalmartSession session, ApiRequest request, OutputOptions options, PSObject? input, string? outFile, ICmdletOutput output)
    {
        this.session = session;
        this.options = options;
        this.input = input;
        this.outFile = outFile;
        this.output = output;
        walker = options.All ? new Pager(request) : null;
        next = walker?.First ?? (outFile is null ? request : request with { Receive = SaveAsync });
    }

    /// <summary>Sends the call, or asks for its next page.</summary>
    public async Task<CallPage> NextAsync(CancellationToken cancellation)
    {
        var request = next!;
        next = null;
        using var response = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (saved is not null)
        {
            return Page(response, options.PassThru ? [new FileInfo(saved)] : [], hasMore: false);
        }

        var content = ResponseContentReader.Read(response, options.Form);
        if (walker is not null && response.Message.IsSuccessStatusCode)
        {
            return ReadPage(walker, request, response, content);
        }

        return Page(response, options.AsResponse ? [Describe(response, content)] : Items(content), hasMore: false);
    }

    private async Task SaveAsync(ApiResponse response, CancellationToken cancellation) =>
        saved = await new FileDownload(session.Clock, output).SaveAsync(response, outFile!, cancellation).ConfigureAwait(false);

    private static IReadOnlyList<object?> Items(object? content) => content switch
    {
        null => [],
        object?[] array => array,
        _ => [content],
    };

    private async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        try
        {
            return await session.Client.SendAsync(request, output, cancellation).ConfigureAwait(false);
        }
        catch (WalmartApiException e) when (e.ErrorId == WalmartErrorId.TokenRejected && !TokenDetail.IsAt(e.Path))
        {
            throw await RejectionExplainer.ExplainAsync(e, session, output, cancellation).ConfigureAwait(false);
        }
        catch (WalmartApiException e) when (e.ErrorId == WalmartErrorId.InsufficientScope && !request.IsAnonymous && !TokenDetail.IsAt(e.Path))
        {
            throw await ScopeExplainer.ExplainAsync(e, session, output, cancellation).ConfigureAwait(false);
        }
        catch (WalmartApiException e) when (walker is { Pages: > 0 } && e.StatusCode is 400 or 404 or 410)
        {
            throw new WalmartApiException(e.ErrorId, $"{e.Message} {walker.Progress} A cursor lives for about two minutes; what takes longer between two pages lets it expire.", e.Failure, "Use what was written, and start again; do slow work on the rows after all of them are read.", e);
        }
    }

    private CallPage ReadPage(Pager walker, ApiRequest request, ApiResponse response, object? content)
    {
        // A cursor and the rows are looked for in the parsed page; raw text is parsed for that alone.
        var page = options.Form == OutputFormat.Raw ? PSObjectJson.Parse(response.Text!.IsEmpty ? "null" : response.Text.Value, asHashtable: true) : content;
        object? Value(string path) => JsonPath.Get(page, path);
        var rowsPath = walker.RowsPath(Value);
        var rows = rowsPath is null ? null : Value(rowsPath) as IList;
        WalmartException? stuck = null;
        try
        {
            next = walker.Next(request, Value, rowsPath is null ? null : rows?.Count ?? 0, response.Text!.Value);
        }
        catch (WalmartException e)
        {
            // The rows that are here are written; what cannot be followed is said after them.
            stuck = e;
        }

        string? warning = null;
        if (next is not null && options.MaxPages is { } limit && walker.Pages >= limit)
        {
            warning = walker.IsShort ? $"There is more: {walker.Progress} Leave -MaxPages out, or raise it, for the rest." : null;
            next = null;
        }

        ShowProgress(walker, next is null);
        IReadOnlyList<object?> output = options.AsResponse ? [Describe(response, content)]
            : rows is not null && options.Form != OutputFormat.Raw ? rows.Cast<object?>().ToArray()
            : Items(content);
        return Page(response, output, next is not null, warning) with { Failure = stuck };
    }

    private void ShowProgress(Pager walker, bool isDone)
    {
        if (walker.Pages > 1 || !isDone)
        {
            var percent = walker.Total is { } total and > 0 ? (int)Math.Min(100, walker.Rows * 100 / total) : -1;
            output.Progress(new ProgressState(ProgressState.Pages, $"Reading {walker.First.Target}", walker.Progress, percent, IsDone: isDone));
        }
    }

    private WalmartResponse Describe(ApiResponse response, object? content) => new()
    {
        StatusCode = response.StatusCode,
        Headers = Headers(response).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
        CorrelationId = response.Request.CorrelationId,
        RateLimit = response.Throttle is { Remaining: null, ReplenishIn: null, RetryAfter: null } ? null : new WalmartRateLimit
        {
            Remaining = response.Throttle.Remaining,
            ReplenishedOn = (response.Throttle.ReplenishIn ?? response.Throttle.RetryAfter) is { } wait ? session.Clock.UtcNow + wait : null,
        },
        Content = content,
        InputObject = input,
    };

    private CallPage Page(ApiResponse response, IReadOnlyList<object?> output, bool hasMore, string? warning = null) =>
        new(output, response.StatusCode, options.KeepHeaders ? Headers(response) : null, hasMore, warning);

    private static Dictionary<string, string[]> Headers(ApiResponse response)
    {
        var all = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Message.Headers.Concat(response.Message.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            all[header.Key] = header.Value.ToArray();
        }

        return all;
    }
}
