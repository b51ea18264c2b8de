namespace WalmartAuth.Http;

/// <summary>The names of the gateway's headers (contract §2, §4, §6).</summary>
internal static class HeaderNames
{
    public const string AccessToken = "WM_SEC.ACCESS_TOKEN";
    public const string Authorization = "Authorization";
    public const string ServiceName = "WM_SVC.NAME";
    public const string CorrelationId = "WM_QOS.CORRELATION_ID";
    public const string Market = "WM_MARKET";
    public const string GlobalVersion = "WM_GLOBAL_VERSION";
    public const string ChannelType = "WM_CONSUMER.CHANNEL.TYPE";
    public const string PartnerId = "WM_PARTNER.ID";
    public const string Sandbox = "WM_SANDBOX";
    public const string TokenCount = "X-Current-Token-Count";
    public const string ReplenishmentTime = "X-Next-Replenishment-Time";
    public const string ReplenishTime = "x-next-replenish-time";

    /// <summary>The value of <see cref="ServiceName"/>; a blank one is a 400 (contract §2, §10.3).</summary>
    public const string ServiceNameValue = "Walmart Marketplace";

    /// <summary>The headers that carry a token or a credential: never taken from a caller, never shown.</summary>
    public static bool IsCredential(string name) =>
        string.Equals(name, AccessToken, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, Authorization, StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of the headers of a message, for -Debug; never their values.</summary>
    public static string Of(HttpRequestMessage message) =>
        string.Join(", ", message.Headers.Select(h => h.Key).Concat(message.Content?.Headers.Select(h => h.Key) ?? []));

    /// <summary>The headers that belong to the body, not to the request.</summary>
    public static bool IsContent(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "Allow", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "Expires", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "Last-Modified", StringComparison.OrdinalIgnoreCase);
}
