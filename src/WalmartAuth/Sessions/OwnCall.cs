using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>A question that the module itself asks the gateway, beside the user's calls.</summary>
internal static class OwnCall
{
    /// <summary>The text of the answer, with everything that was sent taken out of it (it may come to stand in a message), and the gateway's time.</summary>
    /// <exception cref="Errors.WalmartException">What the call failed with.</exception>
    public static async Task<(string Text, DateTimeOffset? Date)> GetAsync(WalmartSession session, string path, ResendOptions resend, IActivity activity, CancellationToken cancellation)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Get,
            Address = new Uri(session.BaseAddress, path.TrimStart('/')),
            Gateway = session.Gateway,
            PathTemplate = path,
            CorrelationId = Guid.NewGuid().ToString(),
            Timeout = session.Settings.Timeout,
            Resend = resend,
        };
        using var response = await session.Client.SendAsync(request, activity, cancellation).ConfigureAwait(false);
        return (CallSecrets.Of(response).Scrub(response.Text!.Value), response.Message.Headers.Date);
    }
}
