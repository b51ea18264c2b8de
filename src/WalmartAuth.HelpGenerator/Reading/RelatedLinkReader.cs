using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using WalmartAuth.HelpGenerator.Pages;
using WalmartAuth.HelpGenerator.Text;

namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>Reads the RELATED LINKS section: links alone, as paragraphs or as a list.</summary>
internal static class RelatedLinkReader
{
    /// <summary>The links in the page's order.</summary>
    public static IReadOnlyList<RelatedLink> Read(Section section, ProblemList problems)
    {
        var links = new List<RelatedLink>();
        foreach (Block block in section.Blocks)
        {
            AddLinks(block, links, problems);
        }

        return links;
    }

    private static void AddLinks(Block block, List<RelatedLink> links, ProblemList problems)
    {
        switch (block)
        {
            case ListBlock or ListItemBlock:
                foreach (Block child in (ContainerBlock)block)
                {
                    AddLinks(child, links, problems);
                }

                break;
            case ParagraphBlock { Inline: { } inlines }:
                AddLinks(inlines, block, links, problems);
                break;
            default:
                problems.Add(block, "RELATED LINKS holds links only");
                break;
        }
    }

    private static void AddLinks(ContainerInline inlines, Block block, List<RelatedLink> links, ProblemList problems)
    {
        foreach (Inline inline in inlines)
        {
            switch (inline)
            {
                case LinkInline { IsImage: false, Url: { Length: > 0 } url } link:
                    links.Add(new RelatedLink(InlineText.Of(link), url, WebAddress.TryRead(url)));
                    break;
                case AutolinkInline auto:
                    links.Add(new RelatedLink(auto.Url, auto.Url, WebAddress.TryRead(auto.Url)));
                    break;
                case LineBreakInline:
                    break;
                default:
                    problems.Add(block, "RELATED LINKS holds links only: [text](address)");
                    return;
            }
        }
    }
}
