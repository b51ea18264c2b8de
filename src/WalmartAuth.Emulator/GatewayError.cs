using System.Security;

namespace WalmartAuth.Emulator;

/// <summary>The gateway's error responses (contract §5).</summary>
internal sealed record GatewayError(int Status, string Code, string Field, string Description)
{
    private const string Gateway = ".GMP_GATEWAY_API";

    public string Info { get; init; } = string.Empty;

    public string Severity { get; init; } = "ERROR";

    public string Category { get; init; } = "DATA";

    /// <summary>The same text for a token that is missing, malformed, expired, revoked or from another environment.</summary>
    public static readonly Answer Unauthorized = new GatewayError(401, "UNAUTHORIZED" + Gateway, "UNAUTHORIZED", "Unauthorized")
    {
        Info = "Unauthorized token or incorrect authorization header. Please verify correct format: \"Authorization: Basic Base64Encode(clientId:clientSecret)\" For more information, see https://developer.walmart.com/#/apicenter/marketPlace/latest#apiAuthentication.",
        Category = "REQUEST",
    }.ToAnswer();

    public static readonly Answer NotAcceptable =
        new GatewayError(406, "INVALID_ACCEPT_TYPE" + Gateway, "Accept", "The Accept header has no media type that this endpoint returns.").ToAnswer();

    public static readonly Answer UnsupportedMediaType =
        new GatewayError(415, "UNSUPPORTED_MEDIA_TYPE" + Gateway, "Content-Type", "This endpoint does not accept this content type.").ToAnswer();

    public static Answer Header(string name, string description = "The header is missing, blank or wrong.") =>
        new GatewayError(400, "INVALID_REQUEST_HEADER" + Gateway, name, description).ToAnswer();

    public static Answer BadRequest(string field, string description, string service = "GMP_GATEWAY_API") =>
        new GatewayError(400, "INVALID_REQUEST." + service, field, description).ToAnswer();

    public static Answer Forbidden(string field, string description) =>
        new GatewayError(403, "FORBIDDEN" + Gateway, field, description).ToAnswer();

    public static Answer NotFound(string field, string description, string service) =>
        new GatewayError(404, "CONTENT_NOT_FOUND." + service, field, description) { Severity = "INFO" }.ToAnswer();

    /// <summary>The response of the web framework behind the gateway for an unknown path, also if parameters are in the body instead of the query.</summary>
    public static Answer NoSuchRoute(string path) =>
        Answer.Text($"No static resource {Uri.UnescapeDataString(path).TrimStart('/')}.", 404);

    public Answer ToAnswer() => Answer.Json(new { error = new[] { Entry() } }, Status);

    /// <summary>The entry alone, for responses that have one in addition to their data.</summary>
    public object Entry() => new
    {
        code = Code,
        field = Field,
        description = Description,
        info = Info,
        severity = Severity,
        category = Category,
        causes = Array.Empty<object>(),
        errorIdentifiers = new { },
    };

    public Answer ToXmlAnswer()
    {
        (string Name, string Value)[] members = [("code", Code), ("field", Field), ("description", Description), ("info", Info), ("severity", Severity), ("category", Category)];
        var entry = string.Concat(members.Select(member => $"<ns2:{member.Name}>{SecurityElement.Escape(member.Value)}</ns2:{member.Name}>"));
        return Answer.Xml($"<ns2:errors xmlns:ns2=\"http://walmart.com/\"><ns2:error>{entry}</ns2:error></ns2:errors>", Status);
    }
}
