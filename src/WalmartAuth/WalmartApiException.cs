using WalmartAuth.Errors;

namespace WalmartAuth;

/// <summary>An error response from Walmart's gateway.</summary>
public sealed class WalmartApiException : WalmartException
{
    internal WalmartApiException(WalmartErrorId errorId, string message, ErrorResponse failure, string? recommendedAction = null, Exception? inner = null)
        : base(errorId, message, inner, $"{failure.Method} {failure.Path}", recommendedAction)
    {
        StatusCode = failure.StatusCode;
        Errors = failure.Body.Entries;
        CorrelationId = failure.CorrelationId;
        CdnReference = failure.Body.CdnReference;
        Method = failure.Method;
        Path = failure.Path;
        RetryAt = failure.RetryAt;
        Failure = failure;
    }

    /// <summary>The HTTP status, 400 to 599.</summary>
    public int StatusCode { get; }

    /// <summary>The entries of the response's error list; empty if there are none.</summary>
    public IReadOnlyList<WalmartErrorEntry> Errors { get; }

    /// <summary>The correlation id that was sent with the call; Walmart's support asks for it.</summary>
    public string CorrelationId { get; }

    /// <summary>The reference number of the content delivery network, if it responded instead of the gateway.</summary>
    public string? CdnReference { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path without its query.</summary>
    public string Path { get; }

    internal ErrorResponse Failure { get; }
}
