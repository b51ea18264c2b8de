using System.Xml.Linq;
using WalmartAuth.HelpGenerator.Pages;
using static WalmartAuth.HelpGenerator.Writing.MamlNames;

namespace WalmartAuth.HelpGenerator.Writing;

/// <summary>A cmdlet in MAML.</summary>
internal static class MamlCommand
{
    private const int TitleWidth = 64;

    /// <summary>The <c>command:command</c> element.</summary>
    public static XElement Of(CommandPage page)
    {
        string[] name = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[1]),
                Description(page.Synopsis)),
            Description(page.Description),
            new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
            new XElement(Command + "parameters", page.Parameters.Select(parameter => MamlParameter.Full(parameter))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => TypeElement("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => TypeElement("returnValue", type))),
            page.Notes.IsEmpty ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", Links(page)));
    }

    // Get-Command -Syntax has this order: by position, then what must be given, then the rest.
    private static XElement SyntaxItem(CommandPage page, SyntaxSet set) =>
        new(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            from parameter in page.Parameters
            let block = parameter.In(set.Name)
            where block is not null
            orderby block.Position ?? int.MaxValue, block.Required descending
            select MamlParameter.InSyntax(parameter, block));

    private static XElement TypeElement(string element, PipelineType type) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Maml + "name", type.Name)), Description(type.Description));

    // The empty paragraph keeps the next example's title apart from these remarks.
    private static XElement Example(CommandExample example) =>
        new(
            Command + "example",
            new XElement(Maml + "title", Padded($"Example {example.Number}: {example.Title}")),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs(example.Remarks), example.Remarks.IsEmpty ? null : new XElement(Maml + "para")));

    private static string Padded(string title)
    {
        string dashes = new('-', Math.Max(0, (TitleWidth - title.Length - 2) / 2));
        return dashes.Length == 0 ? title : $"{dashes} {title} {dashes}";
    }

    // Get-Help -Online opens the first address it finds, so the page's own comes first.
    private static IEnumerable<XElement> Links(CommandPage page)
    {
        if (page.OnlineVersion is { } online)
        {
            yield return Link("Online Version:", online);
        }

        foreach (RelatedLink link in page.RelatedLinks.Where(link => link.Address is null || link.Address != page.OnlineVersion))
        {
            yield return Link(link.Text, link.Address);
        }
    }

    // A relative address makes Get-Help -Online fail.
    private static XElement Link(string text, Uri? address) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", address?.OriginalString));

    private static XElement Description(HelpText text) => new(Maml + "description", Paragraphs(text));
}
