using System.Xml;
using WalmartAuth.Http;
using WalmartAuth.Json;

namespace WalmartAuth.Requests;

/// <summary>Converts the text of a body to the requested output.</summary>
internal static class ResponseContentReader
{
    private const int QuotedLength = 80;

    /// <summary>The parsed body; null if there was none.</summary>
    /// <exception cref="WalmartException">InvalidResponse: neither JSON nor XML, and nothing else was requested.</exception>
    public static object? Read(ApiResponse response, OutputFormat format)
    {
        var text = response.Text!;
        if (format == OutputFormat.Raw)
        {
            return text.Value.Length == 0 ? null : text.Value;
        }

        if (text.IsEmpty)
        {
            return null;
        }

        try
        {
            return text.IsXml ? ReadXml(text.Value) : JsonReader.ReadForPowerShell(text.Value, format == OutputFormat.Hashtable);
        }
        catch (Exception e) when (e is XmlException or JsonFormatException && !response.Message.IsSuccessStatusCode)
        {
            // Errors are often text or HTML (contract §5), and a caller that skips the check wants to see them.
            return text.Value;
        }
        catch (XmlException e)
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, RequestMessages.AnswerIsNotXml(response.Request.Label, e.LineNumber, e.LinePosition), target: response.Request.Target);
        }
        catch (JsonFormatException e)
        {
            // A caller that requests text gets text; an HTML page instead of JSON is an error.
            return response.Request.Accept is { } accept && accept.IndexOf("json", StringComparison.OrdinalIgnoreCase) < 0 && text.MediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true
                ? text.Value
                : throw Invalid(response, e);
        }
    }

    /// <summary>The page to search for a cursor and rows; raw text is parsed only for this.</summary>
    /// <exception cref="WalmartException">InvalidResponse: not JSON, so it is unknown whether there is a next page.</exception>
    public static object? ReadPage(ApiResponse response, OutputFormat format, object? content)
    {
        var text = response.Text!;
        if (text.IsXml && !text.IsEmpty)
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, RequestMessages.PagesAreXml(response.Request.Label), target: response.Request.Target, recommendedAction: RequestMessages.AskForJson);
        }

        if (format != OutputFormat.Raw || text.IsEmpty)
        {
            return content;
        }

        try
        {
            return JsonReader.ReadForPowerShell(text.Value, asHashtable: true);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(response, e);
        }
    }

    private static XmlDocument ReadXml(string text)
    {
        var document = new XmlDocument { XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        document.Load(reader);
        return document;
    }

    private static WalmartException Invalid(ApiResponse response, JsonFormatException inner)
    {
        var text = response.Text!;
        var type = text.MediaType is null ? "" : $" of type {text.MediaType}";
        var isText = text.MediaType is null || text.MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || text.MediaType.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0;
        if (!isText)
        {
            return new WalmartException(WalmartErrorId.InvalidResponse, RequestMessages.AnswerIsFile(response.Request.Label, type), inner, response.Request.Target, RequestMessages.SaveWithOutFile);
        }

        // A gateway that returns something else may echo what it received.
        var head = new string(RequestSecrets.RedactorFor(response).Redact(text.Value).Take(QuotedLength).Select(c => char.IsControl(c) ? ' ' : c).ToArray());
        return new WalmartException(WalmartErrorId.InvalidResponse, RequestMessages.AnswerIsNotJson(response.Request.Label, type, inner.Message, head), inner, response.Request.Target);
    }
}
