namespace WalmartAuth.Emulator;

/// <summary>What a <see cref="Fault"/> does. The first six come before any check of the request.</summary>
public enum FaultKind
{
    /// <summary>The answer waits for <see cref="Fault.Milliseconds"/>.</summary>
    Latency,

    /// <summary>The answer waits until the test lets it go; in-process only, by <see cref="FaultPlan.Hold"/>.</summary>
    Hold,

    /// <summary>The connection is broken off before any answer.</summary>
    Reset,

    /// <summary>A fixed answer: <see cref="Fault.StatusCode"/>, <see cref="Fault.Body"/>, <see cref="Fault.ContentType"/>, <see cref="Fault.Headers"/>.</summary>
    Status,

    /// <summary>An HTML page with <see cref="Fault.StatusCode"/> in place of JSON.</summary>
    Html,

    /// <summary>The plain 401 of a dead token, though the token is good (contract §2).</summary>
    Revoked401,

    /// <summary>The whole length is declared, half of the body is sent, then the connection ends.</summary>
    HalfBody,

    /// <summary>The body comes at <see cref="Fault.BytesPerSecond"/>.</summary>
    SlowBody,

    /// <summary><see cref="Fault.Value"/> is the charset: <c>utf-16</c>, <c>iso-8859-1</c>, <c>none</c>, <c>bom</c> or a name that nobody knows.</summary>
    Charset,

    /// <summary>Bodies are compressed for clients that accept gzip.</summary>
    Gzip,

    /// <summary>The header of contract §6 in another <see cref="Fault.Format"/>, under the name in <see cref="Fault.Value"/>.</summary>
    ReplenishmentFormat,

    /// <summary><c>Retry-After</c> on answers of 400 and above: <see cref="Fault.Value"/> as it stands, else <see cref="Fault.Milliseconds"/> in seconds, as a date with <see cref="Fault.AsDate"/>.</summary>
    RetryAfter,

    /// <summary>A token answer in XML; <see cref="Fault.Value"/> is <c>OAuthTokenDTO</c>, <c>oAuthToken</c>, <c>ns2</c> or <c>namespace</c>.</summary>
    TokenAnswerXml,

    /// <summary>The token call answers with the account's last token again.</summary>
    DuplicateToken,

    /// <summary><c>expires_in</c> becomes the raw JSON in <see cref="Fault.Value"/>, or is left out with <c>missing</c>. The token's real life stays.</summary>
    ExpiresIn,

    /// <summary>Bad credentials get the 400 form of contract §2.</summary>
    CredentialRejection400,

    /// <summary>Token detail leaves out <c>is_channel_match</c>.</summary>
    NoChannelMatch,

    /// <summary>A feed is taken, and the answer holds no feed id (contract §8).</summary>
    MissingFeedId,

    /// <summary>The next cursor leads to the same page again, for ever.</summary>
    SameCursor,

    /// <summary>A cursor that the caller sends has expired.</summary>
    ExpiredCursor,

    /// <summary>The next cursor is a link to another host: <see cref="Fault.Value"/>, else the Files site.</summary>
    ForeignLinkCursor,

    /// <summary>A download's file name tries to leave its folder.</summary>
    UnsafeFileName,
}
