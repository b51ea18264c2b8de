using WalmartAuth.Emulator;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>Unusual cases of reading and writing files.</summary>
public sealed class FileTests : CallTests
{
    private readonly TempFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void A_download_that_breaks_is_fetched_again_as_any_other_read()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.HalfBody, "/_emulator/bytes"));

        Save("Invoke-WalmartApi '/_emulator/bytes?count=200000' -OutFile $folder/a.bin -RetryIntervalSec 0").ThrowOnError();

        Assert.Equal(200000, new FileInfo(Path.Combine(folder.Path, "a.bin")).Length);
        Assert.Equal(["a.bin"], folder.Names);
        Assert.Equal(2, Calls.Count);
    }

    [Fact]
    public void A_form_field_with_the_name_of_a_file_warns_that_it_is_sent_as_text()
    {
        File.WriteAllText(Path.Combine(folder.Path, "feed.json"), "{}");

        var result = Save("Invoke-WalmartApi /_emulator/echo -Method Post -Form @{ file = \"$folder/feed.json\"; note = 'no file' }");

        Assert.Contains("To send the file: -Form @{ file = Get-Item ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_whose_answer_breaks_is_not_sent_again_for_the_file()
    {
        Gateway.Faults.Add(Fault.Of(FaultKind.HalfBody, "/v3/feeds"));

        var result = Save("Invoke-WalmartApi /v3/feeds -Method Post -Query @{ feedType = 'MP_INVENTORY' } -Body @{ a = 1 } -OutFile $folder/a.bin -RetryIntervalSec 0");

        Assert.Equal("ConnectionFailed", result.ErrorId);
        Assert.Single(Calls);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("Invoke-WalmartApi /_emulator/echo -OutFile $folder/a -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Invoke-WalmartApi /_emulator/echo -OutFile $folder/a")]
    public void WhatIf_writes_no_file(string script)
    {
        Save(script).ThrowOnError();

        Assert.Empty(folder.Names);
        Assert.Empty(Calls);
    }

    [Theory]
    [InlineData("-OutFile Env:/x", "Environment")]
    [InlineData("-OutFile Nowhere:/x", "Nowhere")]
    [InlineData("-Method Post -InFile Variable:/x", "Variable")]
    public void A_drive_that_holds_no_files_is_refused(string parameter, string names)
    {
        var result = Save("Invoke-WalmartApi /_emulator/echo " + parameter);

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains(names, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Calls);
    }

    [Fact]
    public void Values_that_differ_before_a_slash_get_files_of_their_own()
    {
        Save("'a/1', 'b/1' | Invoke-WalmartApi /_emulator/echo -OutFile \"$folder/{name}.json\"").ThrowOnError();

        Assert.Equal(["a_1.json", "b_1.json"], folder.Names.Order());
    }

    [Fact]
    public void A_pair_of_braces_alone_takes_an_address_as_it_is()
    {
        Save("[pscustomobject]@{ downloadURL = \"$($files)_emulator/bytes?count=5&sig=a%2Fb\" } | Invoke-WalmartApi '{downloadURL}' -OutFile $folder/a.bin").ThrowOnError();

        Assert.Equal(("Files", "count=5&sig=a%2Fb"), (Assert.Single(Calls).Site, Calls[0].Query));
    }

    [Fact]
    public void An_address_is_escaped_where_it_is_only_a_part_of_the_path()
    {
        Save("[pscustomobject]@{ id = 'https://a/b' } | Invoke-WalmartApi '/v3/items/{id}' -SkipHttpErrorCheck").ThrowOnError();

        Assert.Equal("/v3/items/https%3A%2F%2Fa%2Fb", Assert.Single(Calls).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"error\":[{\"code\":\"AccessDenied\",\"description\":\"Request has expired\"}]}")]
    [InlineData("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>")]
    public void A_file_whose_address_has_expired_is_reported_as_that_and_not_as_a_missing_scope(string body)
    {
        Gateway.Faults.Add(Fault.Status(403, "/_emulator/bytes", body));

        var result = Save("Invoke-WalmartApi \"$($files)_emulator/bytes?count=5\" -OutFile $folder/a.bin");

        Assert.Equal("RequestFailed", result.ErrorId);
        Assert.Contains("request a new one from Walmart", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feed.json", "filename=\"feed.json\"", "filename*")]
    [InlineData("a b%1.json", "filename=\"a b%1.json\"", "filename*")]
    [InlineData("Größe.json", "filename=\"Gr__e.json\"; filename*=utf-8''Gr%C3%B6%C3%9Fe.json", "\"Größe")]
    [InlineData("a\"b.json", "filename=\"a%22b.json\"", "filename*")]
    public void A_forms_file_keeps_its_name_and_its_ending(string file, string sent, string never)
    {
        File.WriteAllText(Path.Combine(folder.Path, file), "{}");

        Host.Runspace.SessionStateProxy.SetVariable("path", Path.Combine(folder.Path, file));
        Save("Invoke-WalmartApi /_emulator/echo -Method Post -Form @{ file = [IO.FileInfo]::new($path) }").ThrowOnError();

        var body = Assert.Single(Calls).Body!;
        Assert.Contains($"name=\"file\"; {sent}\r\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain(never, body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forms_field_may_have_any_name()
    {
        Save("Invoke-WalmartApi /_emulator/echo -Method Post -Form @{ 'a\"b?' = 1 }").ThrowOnError();

        Assert.Contains("name=\"a%22b?\"", Assert.Single(Calls).Body, StringComparison.Ordinal);
    }

    private ScriptResult Save(string script) => Run(script, ("folder", folder.Path));
}
