namespace WalmartAuth.Tests.Help;

/// <summary>The parameters of the cmdlet of <see cref="SamplePages"/>.</summary>
internal static class SampleParameters
{
    public const string Text = """
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

        """;
}
