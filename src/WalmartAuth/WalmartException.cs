using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth;

/// <summary>
/// An error of this module: what happened, where, and what to do about it. It never carries a request, a token or a
/// secret. An error response from Walmart is a <see cref="WalmartApiException"/>.
/// </summary>
public class WalmartException : Exception
{
    private string? recommendedAction;
    private string effort = "";
    private string prefix = "";
    private string suffix = "";

    internal WalmartException(WalmartErrorId errorId, string message, Exception? inner = null, string? target = null, string? recommendedAction = null)
        : base(DisplayText.Clean(message), inner)
    {
        ErrorId = errorId;
        Target = target;
        this.recommendedAction = recommendedAction;
    }

    /// <summary>The stable id; see about_WalmartAuth_Errors.</summary>
    public WalmartErrorId ErrorId { get; }

    /// <summary>What it is about: the method and path of a call, or the name of a secret or vault; null if nothing in particular.</summary>
    public string? Target { get; }

    /// <summary>When the call may be retried (UTC), if known.</summary>
    public DateTimeOffset? RetryAt { get; internal init; }

    /// <summary>With the id PollTimeout: the last response, as it would have been written; null if no poll got one.</summary>
    public object? LastResponse { get; internal init; }

    /// <summary>The name of the session of the call; null if there was no call.</summary>
    public string? Session { get; private set; }

    /// <summary>The pipeline object of the call; null if nothing was piped in.</summary>
    public PSObject? InputObject { get; private set; }

    /// <summary>The position of <see cref="InputObject"/> in the pipeline, from 1.</summary>
    public long? InputNumber { get; private set; }

    /// <inheritdoc/>
    public override string Message => prefix + base.Message + effort + suffix;

    /// <summary>The stage that a call without a response reached.</summary>
    internal ConnectionStage? Stage { get; init; }

    /// <summary>The next step for the user.</summary>
    public string RecommendedAction => recommendedAction ?? ErrorCatalog.Get(ErrorId).RecommendedAction;

    /// <summary>The same error with a better next step than the default of its id, unless it has its own.</summary>
    internal WalmartException WithNextStep(string nextStep)
    {
        var copy = (WalmartException)MemberwiseClone();
        copy.recommendedAction ??= nextStep;
        return copy;
    }

    /// <summary>The same error, with the number of attempts if there were several.</summary>
    internal WalmartException AfterAttempts(int attempts, TimeSpan time)
    {
        if (attempts < 2)
        {
            return this;
        }

        var copy = (WalmartException)MemberwiseClone();
        copy.effort = FailureMessages.GaveUp(attempts, time.TotalSeconds);
        return copy;
    }

    /// <summary>The same error for one input's call with one session. A copy, because calls that share a failed token request share its error.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="nameSession">True to start the message with it.</param>
    /// <param name="input">The pipeline object.</param>
    /// <param name="number">Its position.</param>
    /// <param name="description">How the message describes it; null for nothing.</param>
    internal WalmartException ForCall(string? session, bool nameSession, PSObject? input, long? number, string? description)
    {
        var copy = (WalmartException)MemberwiseClone();
        copy.Session = session;
        copy.InputObject = input;
        copy.InputNumber = number;
        copy.prefix = nameSession && session is not null && !base.Message.StartsWith(session + ":", StringComparison.Ordinal) ? DisplayText.Clean(session) + ": " : "";
        copy.suffix = description is null ? "" : $" ({description})";
        return copy;
    }
}
