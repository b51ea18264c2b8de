using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Http.Paging;
using WalmartAuth.Json;
using WalmartAuth.Sessions;

namespace WalmartAuth.Requests;

/// <summary>One input's call to one session, page by page.</summary>
internal sealed class ApiCall
{
    private readonly WalmartSession session;
    private readonly CallOptions options;
    private readonly PSObject? input;
    private readonly ICmdletOutput output;
    private readonly IVaultHost? vault;
    private readonly Pager? pager;
    private ApiRequest? next;

    public ApiCall(WalmartSession session, ApiRequest request, CallOptions options, PSObject? input, ICmdletOutput output, IVaultHost? vault)
    {
        this.session = session;
        this.options = options;
        this.input = input;
        this.output = output;
        this.vault = vault;
        pager = options.AllPages ? new Pager(request) : null;
        next = pager?.First ?? request;
    }

    /// <summary>Sends the call, or asks for its next page. Fails only when cancelled; any other failure is the page's.</summary>
    public async Task<CallPage> ReadPageAsync(CancellationToken cancellation)
    {
        try
        {
            return await SendNextAsync(cancellation).ConfigureAwait(false);
        }
        catch (WalmartException e)
        {
            return new CallPage { Error = e };
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e.IsRecoverable())
        {
            return new CallPage { Error = new WalmartException(WalmartErrorId.InvalidResponse, $"The answer to {(pager?.First ?? next)?.Label ?? options.Method.Method} could not be read: {e.Message}", e) };
        }
    }

    private async Task<CallPage> SendNextAsync(CancellationToken cancellation)
    {
        var request = next!;
        next = null;
        using var response = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (response.SavedFile is { } saved)
        {
            return Page(response, options.PassThru ? [new FileInfo(saved)] : []);
        }

        var content = ResponseContentReader.Read(response, options.Format);
        if (pager is not null && response.Message.IsSuccessStatusCode)
        {
            return Follow(pager, request, response, content);
        }

        return Page(response, options.AsResponse ? [Describe(response, content)] : Items(content));
    }

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
            return await session.SendAsync(request, output, vault, cancellation).ConfigureAwait(false);
        }
        catch (WalmartApiException e) when (e.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.InsufficientScope && !request.IsAnonymous && !TokenDetail.IsAt(e.Path))
        {
            throw await session.ExplainAsync(e, output, cancellation).ConfigureAwait(false);
        }
        catch (WalmartApiException e) when (pager is { Pages: > 0 } && e.StatusCode is 400 or 404 or 410)
        {
            throw new WalmartApiException(e.ErrorId, $"{e.Message} {pager.Progress} A cursor lives for about two minutes; what takes longer between two pages lets it expire.", e.Failure, "Use what was written, and start again; do slow work on the rows after all of them are read.", e);
        }
    }

    private CallPage Follow(Pager pager, ApiRequest request, ApiResponse response, object? content)
    {
        // A cursor and the rows are looked for in the parsed page; raw text is parsed for that alone.
        var page = options.Format == OutputFormat.Raw ? JsonReader.ReadForPowerShell(response.Text!.IsEmpty ? "null" : response.Text.Value, asHashtable: true) : content;
        object? Value(string path) => JsonPath.Get(page, path);
        var rowsPath = pager.RowsPath(Value);
        var rows = rowsPath is null ? null : Value(rowsPath) as IList;
        WalmartException? error = null;
        try
        {
            next = pager.Next(request, Value, rowsPath is null ? null : rows?.Count ?? 0, response.Text!.Value);
        }
        catch (WalmartException e)
        {
            // The rows that are here are written; the error comes after them.
            error = e;
        }

        string? warning = null;
        if (next is not null && options.MaxPages is { } limit && pager.Pages >= limit)
        {
            warning = pager.HasMoreRows ? $"There is more: {pager.Progress} Leave -MaxPages out, or raise it, for the rest." : null;
            next = null;
        }

        ShowProgress(pager, next is null);
        IReadOnlyList<object?> output = options.AsResponse ? [Describe(response, content)]
            : rows is not null && options.Format != OutputFormat.Raw ? rows.Cast<object?>().ToArray()
            : Items(content);
        return Page(response, output) with { IsLast = next is null, Warning = warning, Error = error };
    }

    private void ShowProgress(Pager pager, bool isDone)
    {
        if (pager.Pages > 1 || !isDone)
        {
            var percent = pager.Total is { } total and > 0 ? (int)Math.Min(100, pager.Rows * 100 / total) : -1;
            output.Progress(new ProgressState(ProgressState.Pages, $"Reading {pager.First.Target}", pager.Progress, percent, IsDone: isDone));
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

    private CallPage Page(ApiResponse response, IReadOnlyList<object?> output) => new()
    {
        Output = output,
        StatusCode = response.StatusCode,
        Headers = options.KeepHeaders ? Headers(response) : null,
        Size = (long)(response.Text?.Value.Length ?? 0) * sizeof(char),
    };

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
