using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>The secrets that a call sent and that must not appear in a message: the token, the caller's own sensitive headers, and the query of an address on another host, which may be pre-signed.</summary>
internal static class RequestSecrets
{
    private static readonly string[] SensitiveWords = ["auth", "token", "secret", "key", "cookie", "password", "credential", "signature"];

    /// <summary>Redacts what the response's call sent from a text.</summary>
    public static SecretRedactor RedactorFor(ApiResponse response) => RedactorFor(response.Request, response.Authorization, response.Message.RequestMessage?.RequestUri);

    /// <summary>Redacts what the call sent from a text.</summary>
    /// <param name="request">The call.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="last">The last address: a redirect may have led to another host.</param>
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

    // A gateway may echo a parsed form of the header: a key without its scheme, or one of several cookies.
    private static IEnumerable<string> Parts(string value) =>
        value.Split(';').Select(p => p.Substring(p.IndexOf('=') + 1)).Append(value.Substring(value.IndexOf(' ') + 1)).Append(value).Select(p => p.Trim());

    /// <summary>True for a header whose name suggests a secret value.</summary>
    public static bool IsSensitive(string name) => SensitiveWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
