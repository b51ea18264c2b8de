namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>The search must find existing leaks: a leak planted in each channel, in each form.</summary>
[Collection("ModuleContext")]
public sealed class PlantedLeakTests
{
    private const string Record = "$e = [Management.Automation.ErrorRecord]::new({0}, 'Id', 'NotSpecified', {1}); {2}; $PSCmdlet.WriteError($e)";

    public static TheoryData<string, string> Channels => new()
    {
        { "output", "$leak" },
        { "a property of an object", "[pscustomobject]@{ a = [pscustomobject]@{ b = $leak } }" },
        { "a table", "@{ a = @{ b = @($leak) } }" },
        { "bytes", "[pscustomobject]@{ a = [Text.Encoding]::UTF8.GetBytes($leak) }" },
        { "verbose", "$PSCmdlet.WriteVerbose(\"a $leak b\")" },
        { "debug", "$PSCmdlet.WriteDebug(\"a $leak b\")" },
        { "warning", "$PSCmdlet.WriteWarning(\"a $leak b\")" },
        { "information", "$PSCmdlet.WriteInformation(\"a $leak b\", @('tag'))" },
        { "a tag of information", "$PSCmdlet.WriteInformation('a', @($leak))" },
        { "progress", "$PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'a', \"s $leak\"))" },
        { "progress operation", "$p = [Management.Automation.ProgressRecord]::new(1, 'a', 's'); $p.CurrentOperation = $leak; $PSCmdlet.WriteProgress($p)" },
        { "the error's message", Error("[Exception]::new(\"a $leak\")") },
        { "an inner exception", Error("[Exception]::new('a', [Exception]::new('b', [Exception]::new($leak)))") },
        { "an exception's data", Error("[Exception]::new('a')", after: "$e.Exception.Data['k'] = $leak") },
        { "the error's target", Error("[Exception]::new('a')", "[pscustomobject]@{ request = $leak }") },
        { "the error's details", Error("[Exception]::new('a')", after: "$e.ErrorDetails = [Management.Automation.ErrorDetails]::new($leak)") },
        { "the next step", Error("[Exception]::new('a')", after: "$e.ErrorDetails = [Management.Automation.ErrorDetails]::new('a'); $e.ErrorDetails.RecommendedAction = $leak") },
        { "the error's id", "$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('a'), $leak, 'NotSpecified', $null))" },
        { "a thrown error", "throw $leak" },
        { "the screen", "$Host.UI.WriteLine($leak)" },
    };

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_planted_leak_is_found(string channel, string plant)
    {
        using var host = new LeakHost(EchoingGateway.Create("text", 200, _ => false));
        foreach (var form in Canaries.FormsOf(Canaries.Token).Concat(Canaries.FormsOf($"{Canaries.ClientId}:{Canaries.Secret}")))
        {
            var found = host.Leaks.Count;
            host.Run($"function Plant {{ [CmdletBinding()] param() $leak = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String((-join '{string.Join(' ', Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes(form)).ToCharArray())}'.Split(' ')))); {plant} }}; Plant");
            Assert.True(host.Leaks.Count > found, $"{channel}: {form}");
        }
    }

    private static string Error(string exception, string target = "$null", string after = "") =>
        Record.Replace("{0}", exception, StringComparison.Ordinal).Replace("{1}", target, StringComparison.Ordinal).Replace("{2}", after, StringComparison.Ordinal);
}
