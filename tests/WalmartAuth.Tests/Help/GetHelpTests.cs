using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>What PowerShell's own Get-Help makes of the files.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly SampleModule _module = new();

    [Fact]
    public void Full_shows_every_part_of_the_page()
    {
        string screen = _module.Show("Get-Help Get-Sample -Full");

        AssertInOrder(
            screen,
            "SYNOPSIS\nGets a sample of a kind.\n",
            "DESCRIPTION\nThe Get-Sample cmdlet gets samples, as about_Sample",
            "\n- the shelf, where <Name> is written on each box\n- the cellar\n\nshelf\nbox\n",
            "PARAMETERS\n-All [<SwitchParameter>]\nGets every sample.\n",
            "-Kind <String>\nThe kind.\n\nThe second paragraph.\n\nAccepted values: Small, Large\n",
            "-Name <String[]>\nThe names.\n",
            "INPUTS\nSystem.String\nA name.\n",
            "OUTPUTS\nWalmartAuth.Sample[]\nThe samples.\n",
            "Fails with SampleNotFound when there is none.\n",
            "Example 1: Get one -",
            "Example 2: Get all -",
            "RELATED LINKS\nOnline Version: https://example.org/docs/Get-Sample.md\nSet-Sample\nThe manual https://example.org/manual\n");
    }

    [Fact]
    public void Syntax_follows_from_the_parameter_blocks()
    {
        AssertInOrder(
            _module.Show("Get-Help Get-Sample"),
            "SYNTAX\nGet-Sample [-Name] <String[]> [-Kind {Small | Large}] [<CommonParameters>]\n\n",
            "Get-Sample -All -Kind {Small | Large} [<CommonParameters>]\n");
    }

    [Fact]
    public void Examples_show_code_remarks_and_output_apart()
    {
        AssertInOrder(
            _module.Show("Get-Help Get-Sample -Examples"),
            "---------------------- Example 1: Get one ----------------------\n\n",
            "$names = 'a', 'b'\nif ($names.Count -lt 3) {\nGet-Sample $names\n}\n\n",
            "Gets two samples & more.\n\n- one\n- two\n\n---------------------- Example 2",
            "Get-Sample -All -Kind Large\n\nName  Kind\n----  ----\na     Large\n");
    }

    [Fact]
    public void Example_code_keeps_its_indentation()
    {
        string code = _module.Invoke("(Get-Help Get-Sample -Examples).Examples.Example[0].Code")[0];

        Assert.Equal("$names = 'a', 'b'\nif ($names.Count -lt 3) {\n    Get-Sample $names\n}", code.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Parameter_finds_each_parameter()
    {
        AssertInOrder(
            _module.Show("Get-Help Get-Sample -Parameter Name"),
            "-Name <String[]>\nThe names.\n",
            "Required?                    true\n",
            "Position?                    0\n",
            "Default value                None\n",
            "Accept pipeline input?       True (ByPropertyName, ByValue)\n",
            "Aliases                      none\n",
            "Accept wildcard characters?  true\n");
        AssertInOrder(
            _module.Show("Get-Help Get-Sample -Parameter Kind"),
            "Required?                    false\n",
            "Position?                    named\n",
            "Default value                Small\n",
            "Accept pipeline input?       True (ByPropertyName)\n",
            "Aliases                      Size, K\n");
        AssertInOrder(_module.Show("Get-Help Get-Sample -Parameter All"), "-All [<SwitchParameter>]\n", "Default value                False\n");
        Assert.Equal(
            ["All", "Kind", "Name"],
            _module.Invoke("Get-Help Get-Sample -Parameter * | & { process { $_.name } }"));
    }

    [Fact]
    public void An_about_topic_is_shown_whole_and_listed_with_its_short_description()
    {
        AssertInOrder(
            _module.Show("Get-Help about_Sample"),
            "TOPIC\nabout_Sample\n\nSHORT DESCRIPTION\nDescribes where samples come from.\n",
            "SEE ALSO\n- Get-Sample\n");
        Assert.Equal("Describes where samples come from.", Assert.Single(_module.Invoke("(Get-Help about_Samp*).Synopsis")));
    }

    public void Dispose() => _module.Dispose();

    private static void AssertInOrder(string screen, params string[] pieces)
    {
        int from = 0;
        foreach (string piece in pieces)
        {
            int at = screen.IndexOf(piece, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{piece}' is missing, or out of order, in:\n{screen}");
            from = at + piece.Length;
        }
    }
}
