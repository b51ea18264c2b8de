using WalmartAuth.Errors;

namespace WalmartAuth.Http;

/// <summary>What a call sent that must not come back in a message: the token, the caller's own sensitive headers, and the query of an address on another host, which may be pre-signed.</summary>
internal static class CallSecrets
{
    private static readonly string[] SensitiveWords = ["auth", "token", "secret", "key", "cookie", "password", "credential", "signature"];

    /// <summary>Takes what the answer's call sent out of a text.</summary>
    public static Scrubber Of(ApiResponse response, AccessToken? token)
    {
        var last = response.Message.RequestMessage?.RequestUri;
        return Of(response.Request, token, last is not null && !GatewayAddress.SameHost(last, response.Request.Address) ? last : null);
    }

    /// <summary>Takes what the call sent out of a text.</summary>
    /// <param name="request">The call.</param>
    /// <param name="token">The token it bore.</param>
    /// <param name="elsewhere">The address on another host to which it was redirected.</param>
    public static Scrubber Of(ApiRequest request, AccessToken? token, Uri? elsewhere = null)
    {
        var secrets = new List<string?> { token?.Value.Reveal() };
        secrets.AddRange(request.Headers.Where(h => IsSensitive(h.Key)).Select(h => h.Value));
        if ((request.IsAnonymous ? request.Address : elsewhere)?.Query.TrimStart('?') is { Length: > 0 } query)
        {
            secrets.Add(query);
            secrets.AddRange(query.Split('&').Select(p => Uri.UnescapeDataString(p.Substring(p.IndexOf('=') + 1))));
        }

        return new Scrubber([.. secrets]);
    }

    /// <summary>True for a header whose name says that its value is a secret.</summary>
    public static bool IsSensitive(string name) => SensitiveWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
