using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>What a call sent that must not come back in a message: the token, the caller's own sensitive headers, and the query of an address on another host, which may be pre-signed.</summary>
internal static class RequestSecrets
{
    private static readonly string[] SensitiveWords = ["auth", "token", "secret", "key", "cookie", "password", "credential", "signature"];

    /// <summary>Takes what the answer's call sent out of a text.</summary>
    public static SecretRedactor RedactorFor(ApiResponse response) => RedactorFor(response.Request, response.Authorization, response.Message.RequestMessage?.RequestUri);

    /// <summary>Takes what the call sent out of a text.</summary>
    /// <param name="request">The call.</param>
    /// <param name="authorization">What authorized it.</param>
    /// <param name="last">Where it went last: a redirect may have led it to another host.</param>
    public static SecretRedactor RedactorFor(ApiRequest request, RequestAuthorization? authorization, Uri? last)
    {
        var secrets = new List<string?>(authorization?.Secrets ?? []);
        secrets.AddRange(request.Headers.Where(h => IsSensitive(h.Key)).SelectMany(h => Parts(h.Value)));
        var elsewhere = last is not null && !GatewayAddress.SameHost(last, request.Address) ? last : null;
        foreach (var query in new[] { request.IsAnonymous ? request.Address : null, elsewhere }.Select(a => a?.Query.TrimStart('?')).OfType<string>().Where(q => q.Length > 0))
        {
            secrets.Add(query);
            secrets.AddRange(query.Split('&').Select(p => Uri.UnescapeDataString(p.Substring(p.IndexOf('=') + 1))));
        }

        return new SecretRedactor([.. secrets]);
    }

    // A gateway may echo what it made of the header: a key without its scheme, one cookie of several.
    private static IEnumerable<string> Parts(string value) =>
        value.Split(';').Select(p => p.Substring(p.IndexOf('=') + 1)).Append(value.Substring(value.IndexOf(' ') + 1)).Append(value).Select(p => p.Trim());

    /// <summary>True for a header whose name says that its value is a secret.</summary>
    public static bool IsSensitive(string name) => SensitiveWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
