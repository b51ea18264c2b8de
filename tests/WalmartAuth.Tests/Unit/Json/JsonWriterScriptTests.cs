using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

/// <summary>Values as created by a user's script.</summary>
public sealed class JsonWriterScriptTests : IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    private readonly Runspace? _before = Runspace.DefaultRunspace;

    public JsonWriterScriptTests()
    {
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    [Theory]
    [InlineData("[pscustomobject]@{ sku = 'a'; price = [pscustomobject]@{ amount = 10.10; currency = 'USD' } }", "{\"sku\":\"a\",\"price\":{\"amount\":10.1,\"currency\":\"USD\"}}")]
    [InlineData("[pscustomobject]@{ amount = 10.10d }", "{\"amount\":10.10}")]
    [InlineData("[ordered]@{ one = @(1); none = @(); nested = @(@(1, 2), @(3)); nothing = $null; flag = $true }", "{\"one\":[1],\"none\":[],\"nested\":[[1,2],[3]],\"nothing\":null,\"flag\":true}")]
    [InlineData("[ordered]@{ range = 1..3; text = \"$('a')b\"; day = [DayOfWeek]::Friday; when = [datetime]'2026-11-01' }", "{\"range\":[1,2,3],\"text\":\"ab\",\"day\":\"Friday\",\"when\":\"2026-11-01T00:00:00\"}")]
    [InlineData("$o = [pscustomobject]@{ n = 2 }; $o.psobject.Properties.Add([psscriptproperty]::new('double', { $this.n * 2 })); $o.psobject.Properties.Add([psaliasproperty]::new('m', 'n')); $o", "{\"n\":2,\"double\":4,\"m\":2}")]
    [InlineData("$h = [psobject]@{ a = 1 }; $h.psobject.Properties.Add([psnoteproperty]::new('b', 2)); , $h", "{\"a\":1,\"b\":2}")]
    [InlineData("class Item { [string] $Sku = 'x'; [decimal[]] $Prices = @(1.5); hidden [int] $Secret = 1 }; [Item]::new()", "{\"Sku\":\"x\",\"Prices\":[1.5]}")]
    [InlineData("@{ rest = & { } }", "{\"rest\":null}")]
    [InlineData("[pscustomobject]@{}", "{}")]
    public void A_value_made_by_a_script_is_written_as_expected(string script, string expected) =>
        Assert.Equal(expected, JsonWriter.Write(Run(script)));

    [Fact]
    public void A_script_property_that_fails_is_an_error_and_not_a_null()
    {
        object value = Run("$o = [pscustomobject]@{ n = 2 }; $o.psobject.Properties.Add([psscriptproperty]::new('bad', { throw 'no' })); $o");
        Assert.Contains("'$.bad'", Assert.Throws<ArgumentException>(() => JsonWriter.Write(value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_parsed_behaves_like_any_object_in_a_script()
    {
        _runspace.SessionStateProxy.SetVariable("page", JsonReader.ReadForPowerShell("{\"a\":{\"b\":[{\"c\":1},{\"c\":2}]}}", asHashtable: false));
        Assert.Equal("[[1,2],\"a\",null,9]", JsonWriter.Write(Run("$page.A.b[0].c = 9; , @(, @(1, 2) + $page.psobject.Properties.Name + $page.missing + $page.a.b[0].C)")));
    }

    public void Dispose()
    {
        Runspace.DefaultRunspace = _before;
        _runspace.Dispose();
    }

    private object Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace).AddScript(script);
        return Assert.Single(shell.Invoke());
    }
}
