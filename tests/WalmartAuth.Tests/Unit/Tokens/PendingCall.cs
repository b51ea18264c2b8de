using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A token call that waits for the test's response.</summary>
/// <param name="request">The request.</param>
/// <param name="cancellation">The caller's.</param>
/// <param name="isDeaf">True for a network that continues when no caller waits for the response any more.</param>
internal sealed class PendingCall(SentRequest request, CancellationToken cancellation, bool isDeaf)
{
    private readonly TaskCompletionSource<HttpResponseMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SentRequest Request { get; } = request;

    /// <summary>Cancelled when no caller waits for the response any more.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    public Task<HttpResponseMessage> Answer => answer.Task.WaitAsync(isDeaf ? default : Cancellation);

    public void Give(string token, int expiresIn = 900, string? refreshToken = null) => answer.TrySetResult(refreshToken is null
        ? ScriptedHandler.Token(token, expiresIn)
        : ScriptedHandler.Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{expiresIn}},"refresh_token":"{{refreshToken}}"}"""));

    public void Reject() => answer.TrySetResult(ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"));

    public void Fail(HttpStatusCode status = HttpStatusCode.BadRequest) => answer.TrySetResult(ScriptedHandler.Error(status, "SYSTEM_ERROR.GMP_GATEWAY_API"));
}
