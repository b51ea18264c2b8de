using System.Text;
using System.Xml;
using Markdig.Syntax.Inlines;

namespace WalmartAuth.HelpGenerator.Text;

/// <summary>Markdown within a line, rendered to plain text.</summary>
internal static class InlineText
{
    /// <summary>The text of a paragraph, heading or cell; a line feed only for a hard line break.</summary>
    public static string Of(ContainerInline? container)
    {
        var text = new StringBuilder();
        AppendChildren(text, container);
        return text.ToString().Trim();
    }

    private static void AppendChildren(StringBuilder text, ContainerInline? container)
    {
        foreach (Inline inline in container ?? Enumerable.Empty<Inline>())
        {
            Append(text, inline);
        }
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline line:
                text.Append(line.IsHard ? '\n' : ' ');
                break;
            case AutolinkInline auto:
                text.Append(auto.Url);
                break;
            // In these pages <SecretName> is a placeholder that lacks its escape, never a tag.
            case HtmlInline html:
                text.Append(html.Tag);
                break;
            case HtmlEntityInline entity:
                text.Append(IsPrintable(entity.Transcoded.AsSpan()) ? entity.Transcoded.AsSpan() : entity.Original.AsSpan());
                break;
            case LinkInline link:
                AppendLink(text, link);
                break;
            case ContainerInline other:
                AppendChildren(text, other);
                break;
        }
    }

    // A relative link leads to a page beside this one, which a console has no use for.
    private static void AppendLink(StringBuilder text, LinkInline link)
    {
        int start = text.Length;
        AppendChildren(text, link);
        if (!link.IsImage && WebAddress.TryRead(link.Url) is not null && text.ToString(start, text.Length - start) != link.Url)
        {
            text.Append($" ({link.Url})");
        }
    }

    private static bool IsPrintable(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (!XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }
}
