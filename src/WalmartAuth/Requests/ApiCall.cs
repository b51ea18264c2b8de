using System.Collections;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Http.Paging;
using WalmartAuth.Json;
using WalmartAuth.Sessions;

namespace WalmartAuth.Requests;

/// <summary>One input's call with one session, page by page.</summary>
internal sealed class ApiCall
{
    private readonly CallTarget target;
    private readonly WalmartSession session;
    private readonly CallOptions options;
    private readonly ICmdletOutput output;
    private readonly IVaultHost? vault;
    private readonly Pager? pager;
    private ApiRequest? next;

    /// <param name="target">Whose call it is; its session is known.</param>
    /// <param name="request">The first request.</param>
    /// <param name="output">Where progress and verbose messages go.</param>
    /// <param name="vault">Where a rotated secret is read again.</param>
    public ApiCall(CallTarget target, ApiRequest request, ICmdletOutput output, IVaultHost? vault)
    {
        this.target = target;
        session = target.Session!;
        options = target.Options;
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
            return target.Fail(e);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e.IsRecoverable())
        {
            return target.Fail(new WalmartException(WalmartErrorId.InvalidResponse, $"The answer to {options.Method} {options.Path.Split('?')[0]} could not be read: {e.Message}", e));
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

        return Page(response, options.AsResponse ? [target.CreateResponse(response, content)] : Items(content));
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
        var isCut = false;
        if (next is not null && options.MaxPages is { } limit && pager.Pages >= limit)
        {
            warning = pager.HasMoreRows ? $"There is more: {pager.Progress} Leave -MaxPages out, or raise it, for the rest." : null;
            isCut = pager.HasMoreRows;
            next = null;
        }

        ShowProgress(pager, next is null);
        IReadOnlyList<object?> output = options.AsResponse ? [target.CreateResponse(response, content, next is not null ? null : error is null && !isCut, options.AsResult ? error : null)]
            : rows is not null && options.Format != OutputFormat.Raw ? rows.Cast<object?>().ToArray()
            : Items(content);
        return Page(response, output) with { IsLast = next is null, Warning = warning, Error = options.AsResult || error is null ? null : target.Describe(error) };
    }

    private void ShowProgress(Pager pager, bool isDone)
    {
        if (pager.Pages > 1 || !isDone)
        {
            var percent = pager.Total is { } total and > 0 ? (int)Math.Min(100, pager.Rows * 100 / total) : -1;
            output.Progress(new ProgressState(ProgressState.Pages, $"Reading {pager.First.Target}", pager.Progress, percent, IsDone: isDone));
        }
    }

    private CallPage Page(ApiResponse response, IReadOnlyList<object?> output) => new()
    {
        Output = target.AddTag(output),
        StatusCode = response.StatusCode,
        Headers = options.KeepHeaders ? CallTarget.ReadHeaders(response) : null,
        Size = (long)(response.Text?.Value.Length ?? 0) * sizeof(char),
    };
}
