using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>A question that the module itself asks the gateway, beside the user's calls.</summary>
internal static class InternalRequest
{
    /// <summary>The text of the answer, with everything that was sent taken out of it (it may come to stand in a message), and the gateway's time.</summary>
    /// <exception cref="WalmartException">What the call failed with.</exception>
    public static async Task<(string Text, DateTimeOffset? Date)> GetAsync(WalmartSession session, string path, RetryOptions resend, ICmdletOutput output, CancellationToken cancellation)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Address = new Uri(session.BaseAddress, path.TrimStart('/')),
            Gateway = session.Gateway,
            PathTemplate = path,
            CorrelationId = Guid.NewGuid().ToString(),
            Timeout = session.Settings.Timeout,
            Retry = resend,
        };
        using var response = await session.Client.SendAsync(request, output, cancellation).ConfigureAwait(false);
        return (RequestSecrets.RedactorFor(response).Redact(response.Text!.Value), response.Message.Headers.Date);
    }
}
