using System.Security;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The gateway's error answers (contract §5).</summary>
internal sealed record GatewayError(int Status, string Code, string Field, string Description)
{
    public string Info { get; init; } = string.Empty;

    public string Severity { get; init; } = "ERROR";

    public string Category { get; init; } = "DATA";

    /// <summary>One text for a token that is missing, malformed, expired, revoked or of another environment.</summary>
    public static readonly Answer Unauthorized = new GatewayError(401, "UNAUTHORIZED.GMP_GATEWAY_API", "UNAUTHORIZED", "Unauthorized")
    {
        Info = "Unauthorized token or incorrect authorization header. Please verify correct format: \"Authorization: Basic Base64Encode(clientId:clientSecret)\" For more information, see https://developer.walmart.com/#/apicenter/marketPlace/latest#apiAuthentication.",
        Category = "REQUEST",
    }.ToAnswer();

    public static readonly Answer NotAcceptable =
        new GatewayError(406, "INVALID_ACCEPT_TYPE.GMP_GATEWAY_API", "Accept", "The Accept header names no type that this endpoint answers with.").ToAnswer();

    public static readonly Answer UnsupportedMediaType =
        new GatewayError(415, "UNSUPPORTED_MEDIA_TYPE.GMP_GATEWAY_API", "Content-Type", "The Content-Type header is not one that this endpoint takes.").ToAnswer();

    public static Answer Header(string name, string description = "The header is missing, blank or wrong.") =>
        new GatewayError(400, "INVALID_REQUEST_HEADER.GMP_GATEWAY_API", name, description).ToAnswer();

    public static Answer BadRequest(string field, string description, string service = "GMP_GATEWAY_API") =>
        new GatewayError(400, "INVALID_REQUEST." + service, field, description).ToAnswer();

    public static Answer Forbidden(string field, string description) =>
        new GatewayError(403, "FORBIDDEN.GMP_GATEWAY_API", field, description).ToAnswer();

    public static Answer NotFound(string field, string description, string service) =>
        new GatewayError(404, "CONTENT_NOT_FOUND." + service, field, description) { Severity = "INFO" }.ToAnswer();

    /// <summary>The answer of the web framework behind the gateway to a path that it does not have.</summary>
    public static Answer NoSuchRoute(string path) =>
        Answer.Text($"No static resource {Uri.UnescapeDataString(path).TrimStart('/')}.", 404);

    public Answer ToAnswer() => Answer.Json(JsonBody.Write(this, static (w, e) => e.Write(w, "error")), Status);

    public Answer ToXmlAnswer() => Answer.Xml(
        $"""
         <?xml version="1.0" encoding="UTF-8" standalone="yes"?><ns2:errors xmlns:ns2="http://walmart.com/"><ns2:error><ns2:code>{SecurityElement.Escape(Code)}</ns2:code><ns2:field>{SecurityElement.Escape(Field)}</ns2:field><ns2:description>{SecurityElement.Escape(Description)}</ns2:description><ns2:info>{SecurityElement.Escape(Info)}</ns2:info><ns2:severity>{Severity}</ns2:severity><ns2:category>{Category}</ns2:category></ns2:error></ns2:errors>
         """,
        Status);

    private void Write(Utf8JsonWriter writer, string root)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(root);
        WriteEntry(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The entry alone, for the answers that carry one beside their data.</summary>
    public void WriteEntry(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("code", Code);
        writer.WriteString("field", Field);
        writer.WriteString("description", Description);
        writer.WriteString("info", Info);
        writer.WriteString("severity", Severity);
        writer.WriteString("category", Category);
        writer.WriteStartArray("causes");
        writer.WriteEndArray();
        writer.WriteStartObject("errorIdentifiers");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
