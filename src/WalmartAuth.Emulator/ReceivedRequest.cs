using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>A request as received by the emulator, with every credential replaced by <c>sha256:&lt;hex&gt;</c> of it.</summary>
/// <param name="At">When it arrived, UTC, by the machine's clock.</param>
/// <param name="Site">The name of the <see cref="HostKind"/> that got it.</param>
/// <param name="Account">The name of the account of its token or credential, valid or not; null for none.</param>
/// <param name="TokenState">The state of its access token; null if it had none.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path as sent, still escaped.</param>
/// <param name="Query">The query as sent, without the leading question mark.</param>
/// <param name="Headers">The headers by name, ignoring case; several values of a header are joined with a comma.
/// <c>x-emulator-basic-on-call</c> is added if a call other than the token call had <c>Authorization: Basic</c> (contract §4: never).</param>
/// <param name="BodyLength">Bytes of the body.</param>
/// <param name="Body">Up to 64 KiB of the body: text, or <c>base64:</c> and Base64 if it is not UTF-8. Null without a body.</param>
/// <param name="Connection">The id of the connection, so that connections can be counted.</param>
/// <param name="Protocol"><c>HTTP/1.1</c> or <c>HTTP/2</c>.</param>
public sealed record ReceivedRequest(
    DateTimeOffset At,
    string Site,
    string? Account,
    TokenState? TokenState,
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    long BodyLength,
    string? Body,
    string Connection,
    string Protocol)
{
    private const int KeptBody = 64 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The status of the response; 0 while there is none, and for a connection that was reset.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>Milliseconds until the end of the response; 0 while it is pending.</summary>
    public double Milliseconds { get; private set; }

    /// <summary>Whether the response or the connection has ended.</summary>
    internal bool IsAnswered => Milliseconds > 0;

    internal void Finish(TimeSpan took) => Milliseconds = Math.Max(0.01, Math.Round(took.TotalMilliseconds, 2));

    internal static ReceivedRequest Of(RequestContext request)
    {
        var http = request.Context.Request;
        var headers = http.Headers.ToDictionary(header => header.Key, header => CredentialHash.OfHeader(header.Key, header.Value.ToString()), StringComparer.OrdinalIgnoreCase);
        if (request.Path != Endpoints.TokenEndpoints.TokenPath && http.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            headers.Add(WalmartHeaders.BasicOnCall, "true");
        }

        return new ReceivedRequest(
            DateTimeOffset.UtcNow, request.Host.Name, request.AccountName, request.TokenState, request.Method, request.Path, CredentialHash.OfForm(request.Query),
            headers, request.BodyLength, BodyOf(request), request.Context.Connection.Id, http.Protocol);
    }

    private static string? BodyOf(RequestContext request)
    {
        if (request.BodyLength == 0)
        {
            return null;
        }

        if (request.IsForm)
        {
            return CredentialHash.OfForm(request.BodyText);
        }

        var kept = request.Body.Span[..Math.Min(KeptBody, request.Body.Length)];
        try
        {
            // Without a flush, a character that is cut at 64 KiB is omitted instead of failing.
            var text = new char[kept.Length];
            StrictUtf8.GetDecoder().Convert(kept, text, flush: kept.Length == request.BodyLength, out _, out var count, out _);
            return text.AsSpan(0, count).Contains('\0') ? Binary(kept) : new string(text, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return Binary(kept);
        }

        static string Binary(ReadOnlySpan<byte> bytes) => "base64:" + Convert.ToBase64String(bytes);
    }
}
