namespace WalmartAuth.Emulator.Live;

/// <summary>A call as shown on the page.</summary>
/// <param name="At">When it arrived, in milliseconds since 1970, by the machine's clock.</param>
/// <param name="Site">The name of the <see cref="HostKind"/> that got it.</param>
/// <param name="Account">The account of the request; null for none.</param>
/// <param name="Token">The state of its access token; null if it had none.</param>
/// <param name="TokenId">The first characters of the token's hash; null if it had none.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path as sent, truncated if very long.</param>
/// <param name="Query">The query with hashed credentials, truncated if very long.</param>
/// <param name="Status">The status; 0 if the connection ended without a response.</param>
/// <param name="Ms">Milliseconds until the end of the response.</param>
/// <param name="Correlation">The correlation id.</param>
internal sealed record LiveCall(
    long At, string Site, string? Account, TokenState? Token, string? TokenId, string Method, string Path, string Query, int Status, double Ms, string? Correlation)
{
    private const int Longest = 400;
    private static readonly int HashStart = "sha256:".Length;

    public static LiveCall Of(RequestContext request, DateTimeOffset at, int status, TimeSpan took) => new(
        at.ToUnixTimeMilliseconds(), request.Host.Name, request.AccountName, request.TokenState, IdOf(request),
        Cut(request.Method), Cut(request.Path), Cut(CredentialHash.OfForm(request.Query)), status, Math.Round(took.TotalMilliseconds, 2), Cut(request.CorrelationId));

    public static LiveCall Of(ReceivedRequest record) => new(
        record.At.ToUnixTimeMilliseconds(), record.Site, record.Account, record.TokenState, record.Headers.TryGetValue(WalmartHeaders.AccessToken, out var hash) ? IdOf(hash) : null,
        Cut(record.Method), Cut(record.Path), Cut(record.Query), record.StatusCode, record.Milliseconds, Cut(record.Headers.GetValueOrDefault(WalmartHeaders.CorrelationId)));

    /// <summary>The eight characters of a token's hash that identify it on the page.</summary>
    public static string IdOf(string hash) => hash.Substring(HashStart, Math.Min(8, hash.Length - HashStart));

    private static string? IdOf(RequestContext request) =>
        request.Token?.Id ?? (request.TokenState is null ? null : IdOf(CredentialHash.Of(request.Context.Request.Headers[WalmartHeaders.AccessToken].ToString())));

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text) => text?.Length > Longest ? text[..Longest] + "…" : text;
}
