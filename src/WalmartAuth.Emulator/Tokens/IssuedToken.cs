namespace WalmartAuth.Emulator;

/// <summary>An access token that is out (contract §2).</summary>
internal sealed class IssuedToken(string value, EmulatedAccount account, SiteKind site, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
{
    public string Value { get; } = value;

    public EmulatedAccount Account { get; } = account;

    public SiteKind Site { get; } = site;

    public DateTimeOffset IssuedAt { get; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
