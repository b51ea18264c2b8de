using System.Text;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Writing;

/// <summary>An about topic as <c>Get-Help about_...</c> shows it: plain text of at most 80 columns.</summary>
internal static class AboutText
{
    private const int Width = 80;
    private const string Indent = "    ";
    private const string HeadingIndent = "  ";

    /// <summary>The file's text, lines ended by a line feed.</summary>
    public static string Render(AboutPage page)
    {
        var text = new StringBuilder($"TOPIC\n{Indent}{page.Name}\n");
        foreach (AboutSection section in page.Sections)
        {
            text.Append('\n').Append(section.Heading).Append('\n');
            for (int index = 0; index < section.Text.Blocks.Count; index++)
            {
                TextBlock block = section.Text.Blocks[index];
                if (index > 0 && !block.FollowsClosely)
                {
                    text.Append('\n');
                }

                foreach (string line in Lines(block))
                {
                    text.Append(line.TrimEnd()).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(TextBlock block)
    {
        // Code stands further in than the text around it, or nothing would tell them apart.
        string indent = block.Kind switch
        {
            TextKind.Heading => HeadingIndent,
            TextKind.Verbatim => Indent + Indent,
            _ => Indent,
        };
        if (block.Kind == TextKind.Verbatim)
        {
            return block.Lines().Select(line => indent + line);
        }

        int width = Width - indent.Length - block.NextPrefix.Length;
        return WordWrap.Lines(block.Text, width).Select((line, index) => indent + (index == 0 ? block.FirstPrefix : block.NextPrefix) + line);
    }
}
