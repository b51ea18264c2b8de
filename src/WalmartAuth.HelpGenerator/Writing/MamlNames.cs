using System.Xml.Linq;
using WalmartAuth.HelpGenerator.Pages;

namespace WalmartAuth.HelpGenerator.Writing;

/// <summary>The namespaces of MAML and the element that all of it shares.</summary>
internal static class MamlNames
{
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>
    /// A text as paragraphs. Lists are lines of a paragraph and not MAML lists, because the views of Get-Help show those in
    /// descriptions only and leave them out of remarks, notes, inputs and outputs.
    /// </summary>
    public static IEnumerable<XElement> Paragraphs(HelpText text) =>
        text.Paragraphs().Select(paragraph => new XElement(Maml + "para", paragraph));
}
