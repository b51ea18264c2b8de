namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>Text of a page, with its markdown rendered to plain text.</summary>
/// <param name="Blocks">Paragraphs, list items, code and headings in order.</param>
public sealed record HelpText(IReadOnlyList<TextBlock> Blocks)
{
    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Blocks.Count == 0;

    /// <summary>Paragraphs that an empty line parts: a list is one of them, its items on lines of their own.</summary>
    public IReadOnlyList<string> Paragraphs()
    {
        var paragraphs = new List<string>();
        foreach (TextBlock block in Blocks)
        {
            string text = string.Join('\n', block.Lines());
            if (block.FollowsClosely && paragraphs.Count > 0)
            {
                paragraphs[^1] += "\n" + text;
            }
            else
            {
                paragraphs.Add(text);
            }
        }

        return paragraphs;
    }

    /// <summary>The whole text, unwrapped.</summary>
    public override string ToString() => string.Join("\n\n", Paragraphs());
}
