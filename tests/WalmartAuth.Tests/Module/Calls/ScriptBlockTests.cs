using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Script blocks of -Body and -Query: if one fails, nothing is sent for its row.</summary>
[Collection("ModuleContext")]
public sealed class ScriptBlockTests : IDisposable
{
    private const string Row = "[pscustomobject]@{ sku = 'A-1'; price = 'abc' }";
    private const string Functions = """
        function Fail { [CmdletBinding()] param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('it failed'), 'x', 'NotSpecified', $null)) }
        function Warn { [CmdletBinding()] param() $PSCmdlet.WriteWarning('mine') }
        """;

    private readonly ScriptedHost host = new ScriptedHost(_ => null).Connect();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("{ @{ amount = [decimal]$_.price } }", "\"abc\"")]
    [InlineData("{ throw 'not this one' }", "not this one")]
    [InlineData("{ Fail; @{ a = 1 } }", "it failed")]
    [InlineData("{ No-SuchCommand }", "No-SuchCommand")]
    [InlineData("{ }", "returned nothing")]
    [InlineData("{ $null }", "returned nothing")]
    [InlineData("{ $_.skuu }", "$_.skuu")]
    [InlineData("{ @{ sku = $_.skuu } }", "$_.skuu, and its pipeline object has no such property (found: sku, price)")]
    [InlineData("{ @{ sku = $PSItem.skuu } }", "$_.skuu")]
    public void Nothing_is_sent_for_a_row_whose_block_fails_and_one_error_names_the_row(string block, string says)
    {
        foreach (var parameter in new[] { $"-Body {block}", $"-Query @{{ since = {block}; limit = 5 }}" })
        {
            var result = host.Run($"{Functions}; {Row} | Invoke-WalmartApi /v3/price -Method Post {parameter} -ErrorVariable failed -ErrorAction SilentlyContinue; $failed.Count; $failed[0]");

            Assert.Equal(1, result.Output[0].BaseObject);
            var error = ((System.Management.Automation.ErrorRecord)result.Output[1].BaseObject);
            Assert.StartsWith("InvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(says, error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains(parameter[0..6].TrimEnd(), error.Exception.Message, StringComparison.Ordinal);
            Assert.EndsWith("(input 1: sku=A-1)", error.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(host.Network.ApiCalls);
        }
    }

    [Fact]
    public void The_other_rows_continue_and_the_callers_preference_stays()
    {
        var result = host.Run("$ErrorActionPreference = 'Continue'; [pscustomobject]@{ p = 'x' }, [pscustomobject]@{ p = '2' } | Invoke-WalmartApi /v3/price -Method Put -Body { @{ p = [int]$_.p } }; $ErrorActionPreference");

        Assert.Single(result.Errors);
        Assert.Equal("{\"p\":2}", Assert.Single(host.Network.ApiCalls).Body);
        Assert.Equal("Continue", result.Output[^1].ToString());
    }

    [Theory]
    [InlineData("{ $b = @{ sku = $_.sku }; if ($_.note) { $b.note = $_.note }; $b }", "{\"sku\":\"A-1\"}")]
    [InlineData("{ @{ note = $_.note ?? 'none' } }", "{\"note\":\"none\"}")]
    [InlineData("{ @{ note = ($_.note ? 1 : 2) } }", "{\"note\":2}")]
    [InlineData("{ @{ note = ($null -eq $_.note) } }", "{\"note\":true}")]
    [InlineData("{ @{ names = @($_.PSObject.Properties | ForEach-Object { $_.Name }) } }", "{\"names\":[\"sku\",\"price\"]}")]
    [InlineData("{ @{ n = @(1, 2 | ForEach-Object { $_.NoSuch; $_ }) } }", "{\"n\":[null,1,null,2]}")]
    [InlineData("{ @{ s = $_.sku.Length } }", "{\"s\":3}")]
    public void A_property_that_is_tested_first_may_be_missing_and_another_blocks_input_is_its_own(string block, string body)
    {
        host.Run($"{Row} | Invoke-WalmartApi /v3/price -Method Put -Body {block}").ThrowOnError();

        Assert.Equal(body, Assert.Single(host.Network.ApiCalls).Body);
    }

    [Fact]
    public void A_hashtable_is_looked_into_as_well()
    {
        Assert.Contains("$_.skuu", host.Run("@{ sku = 1 } | Invoke-WalmartApi /v3/price -Method Put -Body { @{ a = $_.skuu } }").Error.Exception.Message, StringComparison.Ordinal);
        host.Run("@{ SKU = 1 } | Invoke-WalmartApi /v3/price -Method Put -Body { @{ a = $_.sku } }").ThrowOnError();
        Assert.Equal("{\"a\":1}", Assert.Single(host.Network.ApiCalls).Body);
    }

    [Fact]
    public void Without_a_pipeline_object_its_properties_cannot_be_used()
    {
        Assert.Contains("nothing was piped in", host.Run("Invoke-WalmartApi /v3/price -Method Put -Body { @{ a = $_.sku } }").Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Network.ApiCalls);
    }

    [Fact]
    public void A_literal_null_still_leaves_a_query_parameter_out()
    {
        host.Run("Invoke-WalmartApi /v3/orders -Query @{ a = $null; b = 1 }").ThrowOnError();

        Assert.Equal("?b=1", Assert.Single(host.Network.ApiCalls).Address.Query);
    }

    [Fact]
    public void What_a_block_prints_to_other_streams_is_the_users()
    {
        var result = host.Run($"{Functions}; {Row} | Invoke-WalmartApi /v3/price -Method Put -Body {{ Warn; @{{ a = 1 }} }}").Clean;

        Assert.Equal(["mine"], result.Warnings);
        Assert.Equal("{\"a\":1}", Assert.Single(host.Network.ApiCalls).Body);
    }
}
