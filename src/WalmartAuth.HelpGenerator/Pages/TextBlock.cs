namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A paragraph, list item, heading or piece of code in plain text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text; line feeds stand only where the page breaks a line on purpose.</param>
/// <param name="Line">The line of the page where it begins, from 1.</param>
public sealed record TextBlock(TextKind Kind, string Text, int Line)
{
    /// <summary>What stands before the first line, such as a list marker.</summary>
    public string FirstPrefix { get; init; } = "";

    /// <summary>What stands before every other line: the indentation below a list marker.</summary>
    public string NextPrefix { get; init; } = "";

    /// <summary>Whether no empty line parts it from the block before, as between the items of a list.</summary>
    public bool FollowsClosely { get; init; }

    /// <summary>The lines with their prefixes, not wrapped.</summary>
    public IEnumerable<string> Lines() =>
        Text.Split('\n').Select((line, index) => ((index == 0 ? FirstPrefix : NextPrefix) + line).TrimEnd());
}
