using System.Collections;
using System.Text.RegularExpressions;

namespace WalmartAuth.Tests.Help;

/// <summary>Pages, help file and cmdlets agree.</summary>
public sealed partial class ParityTests
{
    public static TheoryData<string> Names => HelpSources.Names;

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        Assert.Equal(HelpSources.Cmdlets.Keys.Order(), HelpSources.Pages.Commands.Select(page => page.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_describes_every_parameter_as_it_is(string name)
    {
        Assert.Equal(Sorted(ParameterFact.Of(HelpSources.Cmdlets[name])), Sorted(ParameterFact.Of(HelpSources.Page(name))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_block_of_a_parameter_is_for_sets_of_the_page_that_no_other_block_is_for(string name)
    {
        var page = HelpSources.Page(name);
        Assert.All(page.Parameters.SelectMany(parameter => parameter.Blocks, (parameter, block) => (parameter, block)), use =>
        {
            var sets = page.Syntax.Where(set => use.parameter.In(set) == use.block).Select(set => set.Name).ToList();
            Assert.NotEmpty(sets);
            Assert.True(use.block.ParameterSets is ["(All)"] || use.block.ParameterSets.Order().SequenceEqual(sets.Order()), $"-{use.parameter.Name}: {string.Join(", ", use.block.ParameterSets)}");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_help_file_describes_every_parameter_as_it_is(string name)
    {
        Assert.Equal(Sorted(ParameterFact.Of(HelpSources.Cmdlets[name])), Sorted(ParameterFact.Of(HelpSources.Maml, HelpSources.Page(name))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_shows_the_syntax_of_each_set_and_marks_the_default(string name)
    {
        var page = HelpSources.Page(name);
        var cmdlet = HelpSources.Cmdlets[name];
        var order = page.Parameters.Select(parameter => parameter.Name).ToList();
        foreach (var set in page.Syntax)
        {
            var parameters = ParameterFact.Of(cmdlet).Where(fact => fact.Set == (set.Name ?? ""))
                .OrderBy(fact => fact.Position, StringComparer.Ordinal).ThenByDescending(fact => fact.Required).ThenBy(fact => order.IndexOf(fact.Name))
                .Select(fact => fact.Syntax());
            Assert.Equal(string.Join(' ', [name, .. parameters, "[<CommonParameters>]"]), Spaces().Replace(set.Text, " "));
            Assert.Equal(set.Name is null || set.Name == cmdlet.DefaultParameterSet, set.IsDefault);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_states_the_defaults(string name)
    {
        var fresh = Activator.CreateInstance(HelpSources.Cmdlets[name].ImplementingType)!;
        foreach (var parameter in HelpSources.Page(name).Parameters)
        {
            // -WhatIf and -Confirm belong to the engine; a value that is null, empty or off has no default here.
            var value = fresh.GetType().GetProperty(parameter.Name)?.GetValue(fresh);
            if (value is string { Length: > 0 } or int or Enum and not null && value is not ICollection)
            {
                Assert.Equal((parameter.Name, value.ToString()), (parameter.Name, parameter.Blocks[0].DefaultValue));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_names_what_the_cmdlet_writes(string name)
    {
        var written = HelpSources.Cmdlets[name].OutputType.Select(type => type.Name).Distinct().Order();

        Assert.Equal(written, HelpSources.Page(name).Outputs.Select(type => type.Name).Where(type => type != "None").Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_error_ids_of_a_page_exist(string name)
    {
        var ids = ErrorRow().Matches(File.ReadAllText(HelpSources.Page(name).File)).SelectMany(row => row.Groups["ids"].Value.Split(", "));

        Assert.All(ids, id => Assert.True(Enum.TryParse<WalmartErrorId>(id, out _), id));
    }

    [Fact]
    public void Every_error_id_is_named_by_a_page()
    {
        var ids = HelpSources.Pages.Commands.SelectMany(page => ErrorRow().Matches(File.ReadAllText(page.File))).SelectMany(row => row.Groups["ids"].Value.Split(", "));

        Assert.Equal(Enum.GetNames<WalmartErrorId>().Order(), ids.Distinct().Order());
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var files = Directory.GetFiles(HelpSources.Docs, "*.md");
        var broken = from file in files
                     from Match link in PageLink().Matches(File.ReadAllText(file))
                     where !File.Exists(Path.Combine(HelpSources.Docs, link.Groups["file"].Value))
                     select $"{Path.GetFileName(file)}: {link.Value}";

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Sorted(IEnumerable<ParameterFact> facts) => facts.Select(fact => fact.ToString()).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?m)^\| (?<ids>[A-Z][A-Za-z]+(, [A-Z][A-Za-z]+)*) \|")]
    private static partial Regex ErrorRow();

    [GeneratedRegex(@"\]\((?<file>[^):#]+)(#[^)]*)?\)")]
    private static partial Regex PageLink();
}
