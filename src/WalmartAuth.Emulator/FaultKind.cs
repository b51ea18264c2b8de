namespace WalmartAuth.Emulator;

/// <summary>What a <see cref="Fault"/> does. The first six apply before any check of the request.</summary>
public enum FaultKind
{
    /// <summary>The response is delayed by <see cref="Fault.Milliseconds"/>.</summary>
    Latency,

    /// <summary>The response waits until the test releases it; in-process only, by <see cref="FaultPlan.Hold"/>.</summary>
    Hold,

    /// <summary>The connection is reset before any response.</summary>
    Reset,

    /// <summary>A fixed response: <see cref="Fault.StatusCode"/>, <see cref="Fault.Body"/>, <see cref="Fault.ContentType"/>, <see cref="Fault.Headers"/>.</summary>
    Status,

    /// <summary>An HTML page with <see cref="Fault.StatusCode"/> instead of JSON.</summary>
    Html,

    /// <summary>The usual 401 for an invalid token, although the token is valid (contract §2).</summary>
    Revoked401,

    /// <summary>The full length is declared, half of the body is sent, and then the connection ends.</summary>
    HalfBody,

    /// <summary>The body is sent at <see cref="Fault.BytesPerSecond"/>.</summary>
    SlowBody,

    /// <summary><see cref="Fault.Value"/> is the charset: <c>utf-16</c>, <c>iso-8859-1</c>, <c>none</c>, <c>bom</c> or a name that does not exist.</summary>
    Charset,

    /// <summary>Bodies are compressed for clients that accept gzip.</summary>
    Gzip,

    /// <summary>The header of contract §6 in another <see cref="Fault.Format"/>, under the name in <see cref="Fault.Value"/>.</summary>
    ReplenishmentFormat,

    /// <summary><c>Retry-After</c> on responses with a status of 400 and above: <see cref="Fault.Value"/> unchanged, or else <see cref="Fault.Milliseconds"/> in seconds, as a date with <see cref="Fault.AsDate"/>.</summary>
    RetryAfter,

    /// <summary>The endpoint is deprecated: <c>Deprecation</c> (<see cref="Fault.Value"/>, or else a date in the past), <c>Sunset</c> and <c>Link</c>, or what <see cref="Fault.Headers"/> says (contract §11).</summary>
    Deprecation,

    /// <summary>What Walmart is known to accept is refused: <c>??limit=</c>, a cursor query that was reordered or encoded differently, a cursor with a bare <c>+</c>, a form content type on an empty body.</summary>
    Strict,

    /// <summary>A token response in XML; <see cref="Fault.Value"/> is <c>OAuthTokenDTO</c>, <c>oAuthToken</c>, <c>ns2</c> or <c>namespace</c>.</summary>
    TokenAnswerXml,

    /// <summary>The token call returns the account's last token again.</summary>
    DuplicateToken,

    /// <summary><c>expires_in</c> becomes the raw JSON in <see cref="Fault.Value"/>, or is omitted with <c>missing</c>. The real lifetime of the token does not change.</summary>
    ExpiresIn,

    /// <summary>Bad credentials get the 400 format of contract §2.</summary>
    CredentialRejection400,

    /// <summary>Token detail omits <c>is_channel_match</c>.</summary>
    NoChannelMatch,

    /// <summary>A feed is accepted, but the response has no feed id (contract §8).</summary>
    MissingFeedId,

    /// <summary>The next cursor always leads to the same page.</summary>
    SameCursor,

    /// <summary>The second page leads back to the first one.</summary>
    CursorRing,

    /// <summary>A page that is not the last has no next cursor.</summary>
    MissingCursor,

    /// <summary>A cursor that the caller sends has expired.</summary>
    ExpiredCursor,

    /// <summary>The next cursor is a link to another host: <see cref="Fault.Value"/>, or else the Files site.</summary>
    ForeignLinkCursor,

    /// <summary>The items cursor only identifies a snapshot: <c>offset</c> moves the page, at most 10,000 (contract §7).</summary>
    OffsetPaging,

    /// <summary>A list without rows is a 404 <c>CONTENT_NOT_FOUND</c> (contract §5).</summary>
    EmptyListNotFound,

    /// <summary>A download's file name tries to leave its folder.</summary>
    UnsafeFileName,
}
