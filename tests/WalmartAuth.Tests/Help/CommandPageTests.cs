using WalmartAuth.HelpGenerator.Pages;
using Xunit;

namespace WalmartAuth.Tests.Help;

/// <summary>The model of a page, which the parity tests hold against the cmdlets.</summary>
public sealed class CommandPageTests
{
    private readonly CommandPage _page = Read();

    [Fact]
    public void Gives_the_code_of_an_example_as_it_stands()
    {
        CommandExample example = _page.Examples[0];

        Assert.Equal("Get one", example.Title);
        Assert.Equal("$names = 'a', 'b'\nif ($names.Count -lt 3) {\n    Get-Sample $names\n}", example.Code);
        Assert.Equal("$names = 'a', 'b'", SamplePages.Command.Split('\n')[example.CodeLine - 1]);
        Assert.Equal("Gets two samples & more.\n\n- one\n- two", example.Remarks.ToString());
        Assert.Equal("Get-Sample -All -Kind Large", _page.Examples[1].Code);
    }

    [Fact]
    public void Gives_the_parameter_sets()
    {
        Assert.Equal(["ByName", "All"], _page.Syntax.Select(set => set.Name));
        Assert.Equal([true, false], _page.Syntax.Select(set => set.IsDefault));
        Assert.Equal("Get-Sample -All -Kind <String> [<CommonParameters>]", _page.Syntax[1].Text);
    }

    [Fact]
    public void Gives_the_parameters_without_the_common_ones()
    {
        Assert.Equal(["All", "Kind", "Name"], _page.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void Gives_what_a_parameter_block_says()
    {
        ParameterMetadata name = Assert.Single(_page.Parameters[2].Metadata);

        Assert.Equal("String[]", name.Type);
        Assert.Equal(["ByName"], name.ParameterSets);
        Assert.Empty(name.Aliases);
        Assert.Empty(name.AcceptedValues);
        Assert.True(name.Required);
        Assert.Equal(0, name.Position);
        Assert.Equal("None", name.DefaultValue);
        Assert.True(name.PipelineByValue);
        Assert.True(name.PipelineByPropertyName);
        Assert.True(name.AcceptsWildcards);
    }

    [Fact]
    public void Tells_blocks_of_different_parameter_sets_apart()
    {
        CommandParameter kind = _page.Parameters[1];

        Assert.False(kind.In("ByName")!.Required);
        Assert.True(kind.In("all")!.Required);
        Assert.Null(_page.Parameters[0].In("ByName"));
        Assert.Equal(["Size", "K"], kind.Metadata[0].Aliases);
        Assert.Equal(["Small", "Large"], kind.Metadata[0].AcceptedValues);
    }

    [Fact]
    public void Gives_types_and_links()
    {
        Assert.Equal("System.String", Assert.Single(_page.Inputs).Name);
        Assert.Equal("WalmartAuth.Sample[]", Assert.Single(_page.Outputs).Name);
        Assert.Equal("https://example.org/docs/Get-Sample.md", _page.OnlineVersion?.OriginalString);
        Assert.Equal(["Set-Sample.md", "https://example.org/manual"], _page.RelatedLinks.Select(link => link.Target));
        Assert.Null(_page.RelatedLinks[0].Address);
    }

    [Fact]
    public void Reads_a_page_with_one_unnamed_set_and_no_parameters()
    {
        string page = SamplePages.Command;
        int from = page.IndexOf("### ByName", StringComparison.Ordinal);
        int to = page.IndexOf("## DESCRIPTION", StringComparison.Ordinal);
        page = page[..from] + "```\nGet-Sample [<CommonParameters>]\n```\n\n" + page[to..];
        from = page.IndexOf("### -All", StringComparison.Ordinal);
        to = page.IndexOf("### CommonParameters", StringComparison.Ordinal);

        CommandPage read = Read(page[..from] + page[to..]);

        Assert.Null(Assert.Single(read.Syntax).Name);
        Assert.Empty(read.Parameters);
    }

    private static CommandPage Read(string text = SamplePages.Command)
    {
        using var folder = new DocsFolder();
        folder.With(SamplePages.CommandFile, text);
        return Assert.Single(HelpPages.Read(folder.Docs).Commands);
    }
}
