using System.Globalization;
using Markdig.Syntax;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads a parameter's yaml block.</summary>
internal sealed class ParameterMetadataReader
{
    private const string AcceptedValuesKey = "Accepted values";

    private static readonly string[] RequiredKeys =
        ["Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];

    private readonly ProblemList _problems;
    private readonly List<KeyValueLine> _pairs;

    private ParameterMetadataReader(FencedCodeBlock fence, ProblemList problems)
    {
        _problems = problems;
        _pairs = KeyValueLine.ReadAll(CodeText.Lines(fence), fence.Line + 2, [.. RequiredKeys, AcceptedValuesKey], problems);
    }

    /// <summary>The block, or null with its problems noted.</summary>
    public static ParameterMetadata? Read(FencedCodeBlock fence, ProblemList problems)
    {
        var reader = new ParameterMetadataReader(fence, problems);
        string[] missing = [.. RequiredKeys.Where(key => reader.Find(key) is null)];
        foreach (string key in missing)
        {
            problems.Add(fence, $"the parameter block lacks '{key}'");
        }

        return missing.Length == 0 ? reader.ReadAll(fence.Line + 1) : null;
    }

    private ParameterMetadata ReadAll(int line)
    {
        string[] pipeline = Pipeline();
        return new ParameterMetadata
        {
            Type = Text("Type"),
            ParameterSets = Text("Parameter Sets") == "(All)" ? [] : List("Parameter Sets"),
            Aliases = List("Aliases"),
            AcceptedValues = List(AcceptedValuesKey),
            Required = Flag("Required"),
            Position = Position(),
            DefaultValue = Text("Default value"),
            PipelineByValue = pipeline.Contains("ByValue"),
            PipelineByPropertyName = pipeline.Contains("ByPropertyName"),
            AcceptsWildcards = Flag("Accept wildcard characters"),
            Line = line,
        };
    }

    private KeyValueLine? Find(string key) => _pairs.Find(pair => pair.Key == key);

    private string Text(string key)
    {
        KeyValueLine pair = Find(key)!;
        if (pair.Value.Length == 0)
        {
            _problems.Add(pair.Line, $"'{key}' is empty");
        }

        return pair.Value;
    }

    private string[] List(string key) =>
        Find(key)?.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private bool Flag(string key)
    {
        KeyValueLine pair = Find(key)!;
        if (!bool.TryParse(pair.Value, out bool value))
        {
            _problems.Add(pair.Line, $"'{key}' is True or False, not '{pair.Value}'");
        }

        return value;
    }

    private int? Position()
    {
        KeyValueLine pair = Find("Position")!;
        if (pair.Value.Equals("Named", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!int.TryParse(pair.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int position))
        {
            _problems.Add(pair.Line, $"'Position' is Named or a number from 0, not '{pair.Value}'");
        }

        return position;
    }

    private string[] Pipeline()
    {
        KeyValueLine pair = Find("Accept pipeline input")!;
        switch (pair.Value)
        {
            case "False":
                return [];
            case "True (ByValue)":
                return ["ByValue"];
            case "True (ByPropertyName)":
                return ["ByPropertyName"];
            case "True (ByPropertyName, ByValue)" or "True (ByValue, ByPropertyName)":
                return ["ByPropertyName", "ByValue"];
            default:
                _problems.Add(
                    pair.Line,
                    $"'{pair.Key}' is False, True (ByValue), True (ByPropertyName) or True (ByPropertyName, ByValue), not '{pair.Value}'");
                return [];
        }
    }
}
