using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>The input and the session of a call, which its rows, results and errors name.</summary>
/// <param name="Options">The options of the call.</param>
/// <param name="Input">The pipeline object; null if nothing was piped in.</param>
/// <param name="Session">The session; null if none was found.</param>
/// <param name="IsNamed">True if the caller or the input named the session: rows then have the session's name.</param>
internal readonly record struct CallTarget(CallOptions Options, CallInput? Input, WalmartSession? Session, bool IsNamed)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    private string? Tag => IsNamed ? Session?.Name : null;

    // A result can be the next run's input, and is then sent to the same session.
    private PSObject? ResultInput => Input is not null && Options.AsResult && Tag is { } tag ? SessionTag.AddToCopy(Input.Value, tag) : Input?.Value;

    /// <summary>The error with the session's name and the input.</summary>
    /// <param name="error">The error.</param>
    /// <param name="nameSession">False for an error of the input only.</param>
    public WalmartException Describe(WalmartException error, bool nameSession = true) =>
        error.ForCall(Session?.Name, nameSession, Input?.Value, Input?.Number, Input?.Describe(Session?.CreateRedactor() ?? SecretRedactor.Empty));

    /// <summary>The warning with the session's name.</summary>
    public string? Describe(string? warning) => warning is null || Session is null ? warning : $"{Session.Name}: {warning}";

    /// <summary>The rows with the session's name.</summary>
    public IReadOnlyList<object?> AddTag(IReadOnlyList<object?> rows) => Tag is { } tag ? rows.Select(row => SessionTag.Add(row, tag)).ToArray() : rows;

    /// <summary>Runs the work of a call, and turns its failure into a page. Fails only when cancelled.</summary>
    public async Task<CallPage> FailAsPageAsync(Func<CancellationToken, Task<CallPage>> work, CancellationToken cancellation)
    {
        try
        {
            return await work(cancellation).ConfigureAwait(false);
        }
        catch (WalmartException e)
        {
            return Fail(e);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return Fail(new WalmartException(WalmartErrorId.InvalidResponse, RequestMessages.AnswerCannotBeRead(Options.Method, Options.Path.Split('?')[0], e.Message), e));
        }
    }

    /// <summary>The output for a failed call.</summary>
    /// <param name="error">Why it failed.</param>
    /// <param name="nameSession">False for an error of the input only.</param>
    public CallPage Fail(WalmartException error, bool nameSession = true)
    {
        error = Describe(error, nameSession);
        if (!Options.AsResult)
        {
            return new CallPage { Error = error };
        }

        var answer = error as WalmartApiException;
        var last = error.LastResponse.Unwrap() as WalmartResponse;
        var result = new WalmartResponse
        {
            Succeeded = false,
            StatusCode = answer?.StatusCode ?? last?.StatusCode ?? 0,
            Headers = last?.Headers ?? NoHeaders,
            CorrelationId = answer?.CorrelationId ?? last?.CorrelationId ?? "",
            RateLimit = last?.RateLimit,
            Content = last?.Content,
            InputObject = ResultInput,
            Session = Session?.Name,
            ErrorId = error.ErrorId.ToString(),
            Error = error.Message,
            RetryAt = error.RetryAt,
            IsComplete = Options.AllPages ? false : null,
        };
        return new CallPage { Output = AddTag([result]), StatusCode = result.StatusCode };
    }

    /// <summary>The output for a list that ends with a 404: nothing, or a response without content.</summary>
    /// <param name="answer">The 404.</param>
    /// <param name="warning">A warning about missing rows.</param>
    public CallPage End(WalmartApiException answer, string? warning) => new()
    {
        Warning = Describe(warning),
        Output = !Options.AsResponse ? [] : AddTag([new WalmartResponse
        {
            Succeeded = true,
            StatusCode = answer.StatusCode,
            Headers = NoHeaders,
            CorrelationId = answer.CorrelationId,
            InputObject = ResultInput,
            Session = Session?.Name,
            IsComplete = warning is null,
        }]),
    };

    /// <summary>The response as a WalmartResponse.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="content">The parsed content.</param>
    /// <param name="isComplete">See <see cref="WalmartResponse.IsComplete"/>.</param>
    /// <param name="error">Why the following pages cannot be read, if that is part of the result.</param>
    public WalmartResponse CreateResponse(ApiResponse response, object? content, bool? isComplete = null, WalmartException? error = null)
    {
        var now = Session!.Clock.UtcNow;
        return new WalmartResponse
        {
            Succeeded = response.Message.IsSuccessStatusCode && error is null,
            StatusCode = response.StatusCode,
            Headers = ReadHeaders(response).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            CorrelationId = response.Request.CorrelationId,
            RateLimit = response.Throttle is { Remaining: null, ReplenishIn: null, RetryAfter: null } ? null : new WalmartRateLimit
            {
                Remaining = response.Throttle.Remaining,
                ReplenishedOn = now + (response.Throttle.ReplenishIn ?? response.Throttle.RetryAfter),
            },
            Content = content,
            InputObject = ResultInput,
            Session = Session.Name,
            ErrorId = error?.ErrorId.ToString(),
            Error = error is null ? null : Describe(error).Message,
            IsComplete = isComplete,
        };
    }

    /// <summary>The response headers, each with its values.</summary>
    public static Dictionary<string, string[]> ReadHeaders(ApiResponse response)
    {
        var all = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Message.Headers.Concat(response.Message.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            all[header.Key] = header.Value.ToArray();
        }

        return all;
    }
}
