namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>What a block of text is.</summary>
public enum TextKind
{
    /// <summary>Running text, which may be wrapped.</summary>
    Flow,

    /// <summary>Code or a table, whose lines stay as they are.</summary>
    Verbatim,

    /// <summary>A heading within a section.</summary>
    Heading,
}
