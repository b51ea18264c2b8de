namespace WalmartAuth.Tests.Help;

/// <summary>Small pages that the generator accepts; a test replaces a piece to break one.</summary>
internal static class SamplePages
{
    public const string CommandFile = "Get-Sample.md";

    public const string TopicFile = "about_Sample.md";

    public const string Command = """
        ---
        online version: https://example.org/docs/Get-Sample.md
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

        ## PARAMETERS

        ### -All
        Gets every sample.

        ```yaml
        Type: SwitchParameter
        Parameter Sets: All
        Aliases:

        Required: True
        Position: Named
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Kind
        The kind.

        The second paragraph.

        ```yaml
        Type: String
        Parameter Sets: ByName
        Aliases: Size, K
        Accepted values: Small, Large

        Required: False
        Position: Named
        Default value: Small
        Accept pipeline input: True (ByPropertyName)
        Accept wildcard characters: False
        ```

        ```yaml
        Type: String
        Parameter Sets: All
        Aliases: Size, K
        Accepted values: Small, Large

        Required: True
        Position: Named
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Name
        The names.

        ```yaml
        Type: String[]
        Parameter Sets: ByName
        Aliases:

        Required: True
        Position: 0
        Default value: None
        Accept pipeline input: True (ByPropertyName, ByValue)
        Accept wildcard characters: True
        ```

        ### CommonParameters
        This cmdlet supports the common parameters: -Debug, -ErrorAction and others.

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
}
