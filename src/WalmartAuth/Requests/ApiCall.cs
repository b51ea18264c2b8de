using System.Collections;
using System.Management.Automation;
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

    /// <param name="target">The input and session of the call; the session is known.</param>
    /// <param name="request">The first request.</param>
    /// <param name="output">Where progress and verbose messages go.</param>
    /// <param name="vault">Reads a rotated secret again.</param>
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

    /// <summary>Sends the call, or requests its next page. Fails only when cancelled; any other failure is in the page.</summary>
    public Task<CallPage> ReadPageAsync(CancellationToken cancellation) => target.FailAsPageAsync(SendNextAsync, cancellation);

    /// <summary>The same, but fails with what went wrong.</summary>
    public async Task<CallPage> SendNextAsync(CancellationToken cancellation)
    {
        var request = next!;
        next = null;
        ApiResponse answer;
        try
        {
            answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (WalmartApiException e) when (pager is not null && IsEnd(e))
        {
            return End(pager, e);
        }

        using var response = answer;
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

    // A list ends this way if its row count is a multiple of the page size, or if it has no rows (contract §5, §7).
    private bool IsEnd(WalmartApiException error) => error.StatusCode == 404 && error.Errors.Any(e => e.CodeName == "CONTENT_NOT_FOUND") && (pager!.Pages > 0 || pager.IsKnownList);

    private CallPage End(Pager pager, WalmartApiException answer)
    {
        output.Verbose(pager.Pages == 0 ? RequestMessages.ListIsEmpty(answer.Message) : RequestMessages.ListEndsHere(answer.Message));
        pager.End();
        ShowProgress(pager, isDone: true);
        return target.End(answer, pager.Warning);
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
        catch (WalmartApiException e) when (pager is { Pages: > 0 } && e.StatusCode is 400 or 404 or 410 && !IsEnd(e))
        {
            throw new WalmartApiException(e.ErrorId, RequestMessages.CursorExpired(e.Message, pager.Progress), e.Failure, RequestMessages.StartAgain, e);
        }
    }

    private CallPage Follow(Pager pager, ApiRequest request, ApiResponse response, object? content)
    {
        var page = ResponseContentReader.ReadPage(response, options.Format, content);
        object? Value(string path) => JsonPath.Get(page, path);
        var rowsPath = pager.RowsPath(Value);
        var rows = rowsPath is null ? null : Rows(Value(rowsPath));
        WalmartException? error = null;
        try
        {
            next = pager.Next(request, Value, page is null ? 0 : rows?.Count, response.Text!.Value);
        }
        catch (WalmartException e)
        {
            // The rows that were read are written; the error follows.
            error = e;
        }

        var warning = error is null ? pager.Warning : null;
        if (pager.IsRepetition)
        {
            return error is null ? new CallPage { IsLast = false } : target.Fail(error);
        }

        var isCut = warning is not null;
        if (next is not null && options.MaxPages is { } limit && pager.Pages >= limit)
        {
            warning = pager.HasMoreRows ? RequestMessages.MorePages(pager.Progress) : null;
            isCut = pager.HasMoreRows;
            next = null;
        }

        ShowProgress(pager, next is null);
        this.output.Verbose(RequestMessages.PageWasRead(request.Target, pager.Pages, rows?.Count));
        IReadOnlyList<object?> output = options.AsResponse ? [target.CreateResponse(response, content, next is not null ? null : error is null && !isCut, options.AsResult ? error : null)]
            : rows is not null && options.Format != OutputFormat.Raw ? rows.Cast<object?>().ToArray()
            : rowsPath is not null && pager.Total == 0 && options.Format != OutputFormat.Raw ? []
            : Items(content);
        return Page(response, output) with { IsLast = next is null, Warning = target.Describe(warning), Error = options.AsResult || error is null ? null : target.Describe(error) };
    }

    // A single row may be returned without an array.
    private static IList? Rows(object? value) => value as IList ?? (value is PSObject or IDictionary ? new[] { value } : null);

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
