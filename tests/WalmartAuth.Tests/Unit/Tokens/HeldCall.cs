using System.Net;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A token call that waits for the test to answer it.</summary>
internal sealed class HeldCall(SentRequest request, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<HttpResponseMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SentRequest Request { get; } = request;

    /// <summary>Cancelled when nobody wants the answer any more.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    public Task<HttpResponseMessage> Answer => answer.Task.WaitAsync(Cancellation);

    public void Give(string token, int expiresIn = 900, string? refreshToken = null) => answer.TrySetResult(refreshToken is null
        ? ScriptedHandler.Token(token, expiresIn)
        : ScriptedHandler.Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{expiresIn}},"refresh_token":"{{refreshToken}}"}"""));

    public void Reject() => answer.TrySetResult(ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"));

    public void Fail(HttpStatusCode status = HttpStatusCode.BadRequest) => answer.TrySetResult(ScriptedHandler.Error(status, "SYSTEM_ERROR.GMP_GATEWAY_API"));
}
