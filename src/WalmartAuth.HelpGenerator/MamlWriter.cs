using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace WalmartAuth.HelpGenerator;

/// <summary>Writes the MAML file, as <c>Get-Help</c> of PowerShell 5.1 and later reads it.</summary>
internal static class MamlWriter
{
    private const int TitleWidth = 64;

    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The file's bytes: UTF-8 without a byte order mark and with line feeds, so that equal pages produce equal bytes.</summary>
    public static byte[] Write(IEnumerable<CommandPage> commands)
    {
        var document = new XDocument(new XElement(Root + "helpItems", new XAttribute("schema", "maml"), commands.Select(CommandElement)));
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            document.Save(writer);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static XElement CommandElement(CommandPage page) =>
        new(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", page.Name.Split('-')[0]),
                new XElement(Command + "noun", page.Name.Split('-')[1]),
                Description(page.Synopsis)),
            Description(page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
            new XElement(Command + "parameters", page.Parameters.Select(ListedParameter)),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => TypeElement("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => TypeElement("returnValue", type))),
            page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", Links(page)));

    // The order of Get-Command -Syntax: by position, then required parameters, then the rest.
    private static XElement SyntaxItem(CommandPage page, SyntaxSet set) =>
        new(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            from parameter in page.Parameters
            let block = parameter.In(set)
            where block is not null
            orderby block.Position ?? int.MaxValue, block.Required descending
            select Parameter(parameter, block, isInSyntax: true));

    // The list of parameters has room for only one block of each parameter: the first.
    private static XElement ListedParameter(CommandParameter parameter) => Parameter(parameter, parameter.Blocks[0], isInSyntax: false);

    // The views of Get-Help show accepted values only in the syntax, so the list of parameters has them in its text. A switch has no value in the syntax.
    private static XElement Parameter(CommandParameter parameter, ParameterBlock block, bool isInSyntax)
    {
        var hasValues = block.AcceptedValues.Count > 0;
        IEnumerable<string> description = hasValues && !isInSyntax ? [.. parameter.Description, "Accepted values: " + string.Join(", ", block.AcceptedValues)] : parameter.Description;
        return new XElement(
            Command + "parameter",
            new XAttribute("required", block.Required),
            new XAttribute("variableLength", true),
            new XAttribute("globbing", block.AcceptsWildcards),
            new XAttribute("pipelineInput", block.PipelineInput),
            new XAttribute("position", (object?)block.Position ?? "named"),
            new XAttribute("aliases", block.Aliases.Count == 0 ? "none" : string.Join(", ", block.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(description),
            hasValues && isInSyntax ? new XElement(Command + "parameterValueGroup", block.AcceptedValues.Select(value => Value(value, required: false))) : null,
            block.IsSwitch && isInSyntax ? null : Value(block.Type, required: !block.IsSwitch),
            new XElement(Dev + "type", new XElement(Maml + "name", block.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", block is { IsSwitch: true, DefaultValue: "None" } ? "False" : block.DefaultValue));
    }

    private static XElement Value(string text, bool required) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", false), text);

    private static XElement TypeElement(string element, PipelineType type) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Maml + "name", type.Name)), Description(type.Description));

    // The empty paragraph separates these remarks from the title of the next example.
    private static XElement Example(CommandExample example)
    {
        string dashes = new('-', Math.Max(0, (TitleWidth - example.Title.Length - 2) / 2));
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", $"{dashes} {example.Title} {dashes}".Trim()),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs(example.Remarks), example.Remarks.Count == 0 ? null : new XElement(Maml + "para")));
    }

    // Get-Help -Online opens the first address it finds, so the page's own comes first. A relative address makes it fail.
    private static IEnumerable<XElement> Links(CommandPage page)
    {
        RelatedLink[] own = page.OnlineVersion is { Length: > 0 } online ? [new("Online Version:", online)] : [];
        return own.Concat(page.RelatedLinks).DistinctBy(link => (object?)link.Address ?? link)
            .Select(link => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address)));
    }

    private static XElement Description(IEnumerable<string> text) => new(Maml + "description", Paragraphs(text));

    // Lists are lines of a paragraph, not MAML lists, because the views of Get-Help show those only in descriptions.
    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> text) => text.Select(paragraph => new XElement(Maml + "para", paragraph));
}
