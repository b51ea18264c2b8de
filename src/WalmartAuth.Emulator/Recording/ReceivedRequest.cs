namespace WalmartAuth.Emulator;

/// <summary>A request as the emulator got it, with every credential replaced by <c>sha256:&lt;hex&gt;</c> of it.</summary>
/// <param name="At">When it arrived, UTC, by the machine's clock.</param>
/// <param name="Site">The name of the <see cref="SiteKind"/> that got it.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path as sent, still escaped.</param>
/// <param name="Query">The query as sent, without the leading question mark.</param>
/// <param name="Headers">The headers by name in any case; several values of one are joined with a comma.
/// <c>x-emulator-basic-on-call</c> is added where a call other than the token call carried <c>Authorization: Basic</c> (contract §4: never).</param>
/// <param name="BodyLength">Bytes of the body.</param>
/// <param name="Body">Up to 64 KiB of the body: text, or <c>base64:</c> and Base64 where it is no UTF-8. Null without a body.</param>
/// <param name="StatusCode">The status answered; 0 while there is no answer, and for a connection that was reset.</param>
/// <param name="Connection">The id of the connection, so that connections can be counted.</param>
/// <param name="Protocol"><c>HTTP/1.1</c> or <c>HTTP/2</c>.</param>
public sealed record ReceivedRequest(
    DateTimeOffset At,
    string Site,
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    long BodyLength,
    string? Body,
    int StatusCode,
    string Connection,
    string Protocol);
