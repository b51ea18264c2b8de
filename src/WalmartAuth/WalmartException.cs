using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth;

/// <summary>
/// An error of this module: what happened, where, and what to do about it. It never carries a request, a token or a
/// secret. What Walmart itself answered is a <see cref="WalmartApiException"/>.
/// </summary>
public class WalmartException : Exception
{
    private readonly string? recommendedAction;

    internal WalmartException(WalmartErrorId errorId, string message, Exception? inner = null, string? target = null, string? recommendedAction = null)
        : base(DisplayText.Clean(message), inner)
    {
        ErrorId = errorId;
        Target = target;
        this.recommendedAction = recommendedAction;
    }

    /// <summary>The stable id; see about_WalmartAuth_Errors.</summary>
    public WalmartErrorId ErrorId { get; }

    /// <summary>What it was about: method and path of a call, the name of a secret or of a vault; null where it is about nothing in particular.</summary>
    public string? Target { get; }

    /// <summary>How far the call came, where it got no answer.</summary>
    internal ConnectionStage? Stage { get; init; }

    /// <summary>The next step for whoever reads the error.</summary>
    public string RecommendedAction => recommendedAction ?? ErrorCatalog.Get(ErrorId).RecommendedAction;
}
