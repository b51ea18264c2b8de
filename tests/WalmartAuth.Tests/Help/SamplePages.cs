namespace WalmartAuth.Tests.Help;

/// <summary>Small pages that follow every rule; a test replaces a piece to break one.</summary>
internal static class SamplePages
{
    public const string CommandFile = "Get-Sample.md";

    public const string TopicFile = "about_Sample.md";

    public const string Command = Head + "\n" + SampleParameters.Text + "\n" + Tail;

    public const string Topic = """
        # about_Sample

        ## SHORT DESCRIPTION
        Describes where samples come from.

        ## LONG DESCRIPTION
        A sample is a thing that stands for **many** others, and this sentence is so long that it has to be wrapped.

        - The first item of a list, which also is so long that it has to be wrapped somewhere before its end.
        - The second item

        ### Where samples live
        On the shelf:

        ```powershell
        Get-Sample -All -Kind Large
        ```

        | Kind | Meaning |
        | --- | --- |
        | `Large` | A sample that needs two hands, and on some days a third one and a trolley as well |
        | Small | The rest |

        ## SEE ALSO
        - [Get-Sample](Get-Sample.md)
        """;

    private const string Head = """
        ---
        external help file: WalmartAuth.dll-Help.xml
        Module Name: WalmartAuth
        online version: https://example.org/docs/Get-Sample.md
        schema: 2.0.0
        ---

        # Get-Sample

        ## SYNOPSIS
        Gets a *sample* of a kind.

        ## SYNTAX

        ### ByName (Default)
        ```
        Get-Sample [-Name] <String[]> [-Kind <String>] [<CommonParameters>]
        ```

        ### All
        ```
        Get-Sample -All -Kind <String> [<CommonParameters>]
        ```

        ## DESCRIPTION
        The `Get-Sample` cmdlet gets **samples**,
        as [about_Sample](about_Sample.md) and [the manual](https://example.org/manual) say.

        It looks in two places:

        - the shelf, where <Name> is written on
          each box
        - the cellar

        ```text
        shelf
          box
        ```

        ## EXAMPLES

        ### Example 1: Get one
        ```powershell
        $names = 'a', 'b'
        if ($names.Count -lt 3) {
            Get-Sample $names
        }
        ```

        Gets two samples & more.

        - one
        - two

        ### Example 2: Get all
        ```powershell
        Get-Sample -All -Kind Large
        ```

        ```output
        Name  Kind
        ----  ----
        a     Large
        ```
        """;

    private const string Tail = """
        ## INPUTS

        ### System.String
        A name.

        ## OUTPUTS

        ### WalmartAuth.Sample\[\]
        The samples.

        ## NOTES
        Fails with `SampleNotFound` when there is none.

        ## RELATED LINKS

        [Set-Sample](Set-Sample.md)

        [The manual](https://example.org/manual)
        """;
}
