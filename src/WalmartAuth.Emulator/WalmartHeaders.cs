namespace WalmartAuth.Emulator;

/// <summary>Walmart's own header names (contract §2, §4, §6).</summary>
internal static class WalmartHeaders
{
    public const string AccessToken = "WM_SEC.ACCESS_TOKEN";
    public const string ServiceName = "WM_SVC.NAME";
    public const string CorrelationId = "WM_QOS.CORRELATION_ID";
    public const string Market = "WM_MARKET";
    public const string Channel = "WM_CONSUMER.CHANNEL.TYPE";
    public const string Partner = "WM_PARTNER.ID";
    public const string Sandbox = "WM_SANDBOX";
    public const string TokenCount = "X-Current-Token-Count";
    public const string Replenishment = "X-Next-Replenishment-Time";
    public const string BasicOnCall = "x-emulator-basic-on-call";
}
