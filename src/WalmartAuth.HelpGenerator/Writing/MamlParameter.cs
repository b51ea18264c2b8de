using System.Globalization;
using System.Xml.Linq;
using WalmartAuth.HelpGenerator.Pages;
using static WalmartAuth.HelpGenerator.Writing.MamlNames;

namespace WalmartAuth.HelpGenerator.Writing;

/// <summary>A parameter in MAML.</summary>
internal static class MamlParameter
{
    /// <summary>The parameter in a syntax item: a switch has no value there, a fixed list of values is spelled out.</summary>
    public static XElement InSyntax(CommandParameter parameter, ParameterMetadata block) =>
        Of(parameter, block, Paragraphs(parameter.Description), ValueGroup(block), block.IsSwitch ? null : Value(block));

    /// <summary>The parameter in the list of parameters, which has room for one of its blocks: the first.</summary>
    public static XElement Full(CommandParameter parameter)
    {
        ParameterMetadata block = parameter.Metadata[0];
        IEnumerable<XElement> description = Paragraphs(parameter.Description);
        if (block.AcceptedValues.Count > 0)
        {
            // The views of Get-Help show a group of values in the syntax only.
            description = description.Append(new XElement(Maml + "para", "Accepted values: " + string.Join(", ", block.AcceptedValues)));
        }

        return Of(parameter, block, description, null, Value(block));
    }

    private static XElement Of(
        CommandParameter parameter, ParameterMetadata block, IEnumerable<XElement> description, XElement? group, XElement? value) =>
        new(
            Command + "parameter",
            new XAttribute("required", Text(block.Required)),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", Text(block.AcceptsWildcards)),
            new XAttribute("pipelineInput", Pipeline(block)),
            new XAttribute("position", block.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", block.Aliases.Count == 0 ? "none" : string.Join(", ", block.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", description),
            group,
            value,
            new XElement(Dev + "type", new XElement(Maml + "name", block.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", block is { IsSwitch: true, DefaultValue: "None" } ? "False" : block.DefaultValue));

    private static XElement? ValueGroup(ParameterMetadata block) =>
        block.AcceptedValues.Count == 0
            ? null
            : new XElement(Command + "parameterValueGroup", block.AcceptedValues.Select(value => Value(value, required: false)));

    private static XElement Value(ParameterMetadata block) => Value(block.Type, required: !block.IsSwitch);

    private static XElement Value(string text, bool required) =>
        new(
            Command + "parameterValue",
            new XAttribute("required", Text(required)),
            new XAttribute("variableLength", "false"),
            text);

    private static string Pipeline(ParameterMetadata block) =>
        (block.PipelineByPropertyName, block.PipelineByValue) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByPropertyName)",
            (false, true) => "True (ByValue)",
            _ => "False",
        };

    private static string Text(bool value) => value ? "true" : "false";
}
