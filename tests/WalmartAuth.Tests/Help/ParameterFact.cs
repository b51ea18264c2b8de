using System.Management.Automation;
using System.Xml.Linq;
using WalmartAuth.HelpGenerator;

namespace WalmartAuth.Tests.Help;

/// <summary>The properties of a parameter in one parameter set, from the cmdlet, its page or the MAML file.</summary>
internal sealed record ParameterFact
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The set; empty for the only, unnamed one.</summary>
    public required string Set { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required bool Required { get; init; }

    /// <summary>The position, or "named".</summary>
    public required string Position { get; init; }

    public required string Pipeline { get; init; }

    public required string Aliases { get; init; }

    public required string Accepted { get; init; }

    /// <summary>The facts of a cmdlet, without the common parameters.</summary>
    public static IEnumerable<ParameterFact> Of(CmdletInfo cmdlet) =>
        from set in cmdlet.ParameterSets
        from parameter in set.Parameters
        where !Cmdlet.CommonParameters.Contains(parameter.Name)
        let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        select new ParameterFact
        {
            Set = set.Name == ParameterAttribute.AllParameterSets ? "" : set.Name,
            Name = parameter.Name,
            Type = type.Name,
            Required = parameter.IsMandatory,
            Position = parameter.Position < 0 ? "named" : $"{parameter.Position}",
            Pipeline = PipelineText(parameter.ValueFromPipelineByPropertyName, parameter.ValueFromPipeline),
            Aliases = Join(parameter.Aliases),
            Accepted = Join(type.IsEnum ? Enum.GetNames(type) : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(a => a.ValidValues)),
        };

    /// <summary>The facts of a page.</summary>
    public static IEnumerable<ParameterFact> Of(CommandPage page) =>
        from set in page.Syntax
        from parameter in page.Parameters
        let block = parameter.In(set)
        where block is not null
        select new ParameterFact
        {
            Set = set.Name ?? "",
            Name = parameter.Name,
            Type = block.Type,
            Required = block.Required,
            Position = block.Position is { } position ? $"{position}" : "named",
            Pipeline = block.PipelineInput,
            Aliases = Join(block.Aliases),
            Accepted = Join(block.AcceptedValues),
        };

    /// <summary>The facts of a cmdlet in the MAML file, whose syntax items have no names: they are in the page's order.</summary>
    public static IEnumerable<ParameterFact> Of(XDocument maml, CommandPage page) =>
        from item in maml.Descendants(Command + "command").Single(c => (string?)c.Element(Command + "details")!.Element(Command + "name") == page.Name)
            .Element(Command + "syntax")!.Elements(Command + "syntaxItem").Zip(page.Syntax)
        from parameter in item.First.Elements(Command + "parameter")
        select new ParameterFact
        {
            Set = item.Second.Name ?? "",
            Name = (string)parameter.Element(Maml + "name")!,
            Type = (string)parameter.Element(Dev + "type")!.Element(Maml + "name")!,
            Required = (bool)parameter.Attribute("required")!,
            Position = (string)parameter.Attribute("position")!,
            Pipeline = (string)parameter.Attribute("pipelineInput")!,
            Aliases = (string)parameter.Attribute("aliases")! is var aliases and not "none" ? aliases : "",
            Accepted = Join(parameter.Element(Command + "parameterValueGroup")?.Elements().Select(e => e.Value) ?? []),
        };

    /// <summary>The parameter as a syntax shows it.</summary>
    public string Syntax()
    {
        var name = Position == "named" ? $"-{Name}" : $"[-{Name}]";
        var text = Type == nameof(SwitchParameter) ? name : $"{name} <{Type}>";
        return Required ? text : $"[{text}]";
    }

    private static string PipelineText(bool byName, bool byValue) => (byName, byValue) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByPropertyName)",
        (false, true) => "True (ByValue)",
        _ => "False",
    };

    private static string Join(IEnumerable<string> values) => string.Join(", ", values);
}
