namespace WalmartAuth.Tests.Help;

/// <summary>The output of PowerShell's own Get-Help for the files, in a module with one function.</summary>
public sealed class GetHelpTests : IDisposable
{
    private const string Script = """
        # .EXTERNALHELP WalmartAuth.dll-Help.xml
        function Get-Sample {
            [CmdletBinding(DefaultParameterSetName = 'ByName')]
            param(
                [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByName')][string[]] $Name,
                [Parameter(ParameterSetName = 'ByName')][Parameter(Mandatory, ParameterSetName = 'All')][string] $Kind,
                [Parameter(Mandatory, ParameterSetName = 'All')][switch] $All)
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("help-module");
    private readonly ModuleScreen module;

    public GetHelpTests()
    {
        using var docs = new DocsFolder();
        docs.With(SamplePages.CommandFile, SamplePages.Command).With(SamplePages.TopicFile, SamplePages.Topic).RunAndRead();
        Directory.Move(docs.Output, Path.Combine(folder.FullName, "en-US"));
        var path = Path.Combine(folder.FullName, folder.Name + ".psm1");
        File.WriteAllText(path, Script);
        module = new ModuleScreen(path: path);
    }

    [Fact]
    public void Full_shows_every_part_of_the_page()
    {
        string screen = Show("Get-Help Get-Sample -Full");

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
            Show("Get-Help Get-Sample"),
            "SYNTAX\nGet-Sample [-Name] <String[]> [-Kind {Small | Large}] [<CommonParameters>]\n\n",
            "Get-Sample -All -Kind {Small | Large} [<CommonParameters>]\n");
    }

    [Fact]
    public void Examples_show_code_remarks_and_output_apart()
    {
        AssertInOrder(
            Show("Get-Help Get-Sample -Examples"),
            "---------------------- Example 1: Get one ----------------------\n\n",
            "$names = 'a', 'b'\nif ($names.Count -lt 3) {\nGet-Sample $names\n}\n\n",
            "Gets two samples & more.\n\n- one\n- two\n\n---------------------- Example 2",
            "Get-Sample -All -Kind Large\n\nName  Kind\n----  ----\na     Large\n");
    }

    [Fact]
    public void Example_code_keeps_its_indentation()
    {
        var code = $"{module.Run("(Get-Help Get-Sample -Examples).Examples.Example[0].Code")[0]}";

        Assert.Equal("$names = 'a', 'b'\nif ($names.Count -lt 3) {\n    Get-Sample $names\n}", code.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Parameter_finds_each_parameter()
    {
        AssertInOrder(
            Show("Get-Help Get-Sample -Parameter Name"),
            "-Name <String[]>\nThe names.\n",
            "Required?                    true\n",
            "Position?                    0\n",
            "Default value                None\n",
            "Accept pipeline input?       True (ByPropertyName, ByValue)\n",
            "Aliases                      none\n",
            "Accept wildcard characters?  true\n");
        AssertInOrder(
            Show("Get-Help Get-Sample -Parameter Kind"),
            "Required?                    false\n",
            "Position?                    named\n",
            "Default value                Small\n",
            "Accept pipeline input?       True (ByPropertyName)\n",
            "Aliases                      Size, K\n");
        AssertInOrder(Show("Get-Help Get-Sample -Parameter All"), "-All [<SwitchParameter>]\n", "Default value                False\n");
        Assert.Equal(
            ["All", "Kind", "Name"],
            module.Run("Get-Help Get-Sample -Parameter * | & { process { $_.name } }").Select(name => $"{name}"));
    }

    [Fact]
    public void An_about_topic_is_shown_completely_and_listed_with_its_short_description()
    {
        AssertInOrder(
            Show("Get-Help about_Sample"),
            "TOPIC\nabout_Sample\n\nSHORT DESCRIPTION\nDescribes where samples come from.\n",
            "SEE ALSO\n- Get-Sample\n");
        Assert.Equal("Describes where samples come from.", $"{Assert.Single(module.Run("(Get-Help about_Samp*).Synopsis"))}");
    }

    public void Dispose()
    {
        module.Dispose();
        folder.Delete(recursive: true);
    }

    private string Show(string script) => string.Join('\n', module.Show(script).Split('\n').Select(line => line.Trim())) + "\n";

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
