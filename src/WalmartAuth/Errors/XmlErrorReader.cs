using System.Xml;
using System.Xml.Linq;
using WalmartAuth.Common;

namespace WalmartAuth.Errors;

/// <summary>The XML format of an error, with or without a namespace prefix (contract §5).</summary>
internal static class XmlErrorReader
{
    // No document type, no external resources, no entities: the text comes from outside.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ErrorBodyParser.MaximumBodyLength,
    };

    // XDocument recurses for each level; Walmart's errors have five.
    private const int MaximumDepth = 64;

    /// <summary>The entries, or null if the text is not XML or contains no error.</summary>
    public static IReadOnlyList<WalmartErrorEntry>? Read(string text, SecretRedactor scrubber)
    {
        try
        {
            if (!IsShallow(text))
            {
                return null;
            }

            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return XDocument.Load(reader).Descendants()
                .Where(e => e.Name.LocalName == "error" && e.HasElements)
                .Take(ErrorBodyParser.MaximumEntries)
                .Select(e => Entry(e, scrubber))
                .ToList();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsShallow(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > MaximumDepth)
            {
                return false;
            }
        }

        return true;
    }

    private static WalmartErrorEntry Entry(XElement error, SecretRedactor scrubber) => new()
    {
        Code = Text(error, "code", scrubber),
        Field = Text(error, "field", scrubber),
        Description = Text(error, "description", scrubber) ?? Text(error, "message", scrubber),
        Info = Text(error, "info", scrubber),
        Severity = Text(error, "severity", scrubber),
        Category = Text(error, "category", scrubber),
    };

    private static string? Text(XElement error, string name, SecretRedactor scrubber) =>
        ErrorBodyParser.Bound(error.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value, scrubber);
}
