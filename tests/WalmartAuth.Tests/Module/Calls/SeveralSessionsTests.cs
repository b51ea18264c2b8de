using System.Collections;
using System.Management.Automation;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>One Invoke-WalmartApi with several sessions, and rows that return to the session they came from.</summary>
[Collection("ModuleContext")]
public sealed class SeveralSessionsTests : IDisposable
{
    private const string Order = "/v3/orders/{id}/acknowledge";

    private readonly ScriptedHost host = new ScriptedHost(Answer)
        .Bring("token-of-shop-1", "-SessionName shop-1").Bring("token-of-shop-2", "-SessionName shop-2").Bring("token-of-the-default", "-SessionName main");

    public void Dispose() => host.Dispose();

    [Fact]
    public void The_call_is_made_once_for_each_session_and_every_row_says_whose_it_is()
    {
        var rows = host.Run("Invoke-WalmartApi /v3/returns -All -Session shop-*").Clean.Output;

        Assert.Equal(["shop-1 1", "shop-1 2", "shop-2 1", "shop-2 2"], rows.Select(r => $"{r.Properties["WalmartSession"].Value} {r.Properties["id"].Value}").Order());
        Assert.Equal("WalmartSession", rows[0].Properties.Last().Name);
        Assert.Equal(["token-of-shop-1", "token-of-shop-2"], Tokens().Distinct().Order());
    }

    [Theory]
    [InlineData("Get-WalmartSession shop-* | Invoke-WalmartApi /v3/returns -All")]
    [InlineData("'shop-1', 'shop-2' | ForEach-Object { Invoke-WalmartApi /v3/returns -All -Session $_ }")]
    [InlineData("Get-WalmartSession shop-* | Invoke-WalmartApi /v3/returns -All -Session shop-*")]
    [InlineData("Get-WalmartSession shop-* | Invoke-WalmartApi /v3/returns -All -ThrottleLimit 8")]
    public void Sessions_from_the_pipeline_are_the_sessions_to_call_with(string script)
    {
        Assert.Equal(["shop-1", "shop-1", "shop-2", "shop-2"], host.Run(script).Clean.Output.Select(r => (string)r.Properties["WalmartSession"].Value).Order());
        Assert.Equal(4, Tokens().Count(t => t.StartsWith("token-of-shop-", StringComparison.Ordinal)));
        Assert.Equal(4, Tokens().Count());
    }

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/returns -All -Session shop-* -ThrottleLimit 2")]
    [InlineData("Get-WalmartSession shop-* | Invoke-WalmartApi /v3/returns -All -ThrottleLimit 2")]
    public void A_slow_seller_does_not_hold_up_the_rows_of_another(string script)
    {
        var release = new TaskCompletionSource();
        host.Hold = (request, _) => Token(request) == "token-of-shop-1" ? release.Task : Task.CompletedTask;

        var rows = host.Run($"{script} | ForEach-Object {{ if ($_.WalmartSession -eq 'shop-2' -and $_.id -eq 2) {{ $null = $release.Invoke() }}; $_ }}", ("release", () => release.TrySetResult())).Clean.Output;

        Assert.Equal(["shop-2 1", "shop-2 2", "shop-1 1", "shop-1 2"], rows.Select(r => $"{r.Properties["WalmartSession"].Value} {r.Properties["id"].Value}"));
    }

    [Fact]
    public void Without_Session_rows_carry_no_name()
    {
        Assert.All(host.Run("1, 2 | Invoke-WalmartApi /v3/returns -All").Clean.Output, r => Assert.Null(r.Properties["WalmartSession"]));
    }

    [Fact]
    public void A_row_goes_back_to_the_session_that_it_came_from()
    {
        host.Run($"Invoke-WalmartApi /v3/returns -All -Session shop-* | Invoke-WalmartApi '{Order}' -Method Post -Body {{ $_ }}").ThrowOnError();

        var writes = host.Network.ApiCalls.Where(c => c.Method == HttpMethod.Post).Select(c => $"{Token(c)} {c.Address.AbsolutePath} {c.Body}").Order();
        Assert.Equal(
            [
                "token-of-shop-1 /v3/orders/1/acknowledge {\"id\":1}",
                "token-of-shop-1 /v3/orders/2/acknowledge {\"id\":2}",
                "token-of-shop-2 /v3/orders/1/acknowledge {\"id\":1}",
                "token-of-shop-2 /v3/orders/2/acknowledge {\"id\":2}",
            ],
            writes);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ id = 7; WalmartSession = 'shop-2' }")]
    [InlineData("@{ id = 7; walmartsession = 'SHOP-2' }")]
    [InlineData("(Invoke-WalmartApi '/v3/returns/7' -AsHashtable -Session shop-2)")]
    [InlineData("(Invoke-WalmartApi '/v3/returns/7' -AsResponse -Session shop-2)")]
    [InlineData("(Invoke-WalmartApi '/v3/returns/7' -AsResponse -Session shop-2).Content")]
    [InlineData("(Invoke-WalmartApi '/v3/returns/7' -Raw -Session shop-2)")]
    [InlineData("(Invoke-WalmartApi '/v3/numbers' -Session shop-2)")]
    public void The_tag_leads_whatever_carries_it(string row)
    {
        host.Run($"{row} | Invoke-WalmartApi /v3/echo -Method Post -Body {{ 'x' }}").ThrowOnError();

        Assert.Equal("token-of-shop-2", Token(host.Network.ApiCalls.Last()));
    }

    [Fact]
    public void A_hashtable_has_the_name_as_an_entry()
    {
        var table = Assert.IsType<Hashtable>(host.Run("Invoke-WalmartApi '/v3/returns/7' -AsHashtable -Session shop-2").Single.BaseObject);

        Assert.Equal("shop-2", table["WalmartSession"]);
    }

    [Theory]
    [InlineData("WalmartSession = 'shop-9'", "SessionNotFound", "shop-9: no Walmart session")]
    [InlineData("WalmartSession = 'shop-*'", "SessionNotFound", "shop-*: no Walmart session")]
    [InlineData("WalmartSession = ''", "InvalidArgument", "is empty")]
    [InlineData("WalmartSession = $null", "InvalidArgument", "is empty")]
    public void A_row_whose_session_is_unknown_is_an_error_and_never_goes_to_the_default(string tag, string id, string says)
    {
        var result = host.Run($"[pscustomobject]@{{ id = 1; {tag} }}, [pscustomobject]@{{ id = 2; WalmartSession = 'shop-1' }} | Invoke-WalmartApi '{Order}' -Method Post");

        Assert.Equal(id, result.ErrorId);
        Assert.Contains(says, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("(input 1: id=1)", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["token-of-shop-1"], Tokens());
    }

    [Fact]
    public void An_explicit_session_wins_over_the_tag()
    {
        host.Run($"[pscustomobject]@{{ id = 1; WalmartSession = 'shop-2' }} | Invoke-WalmartApi '{Order}' -Method Post -Session shop-1").ThrowOnError();

        Assert.Equal(["token-of-shop-1"], Tokens());
    }

    [Fact]
    public void A_piped_session_that_Session_does_not_name_is_that_records_error()
    {
        var result = host.Run("Get-WalmartSession shop-* | Invoke-WalmartApi /v3/returns -Session shop-1");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.StartsWith("shop-2: this session was piped in, but -Session names other sessions.", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["token-of-shop-1"], Tokens());
    }

    [Fact]
    public void A_deserialized_session_is_refused_and_not_mistaken_for_a_row()
    {
        var result = host.Run("$copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-WalmartSession shop-1))); $copy | Invoke-WalmartApi /v3/returns");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Empty(host.Network.ApiCalls);
    }

    [Theory]
    [InlineData("{ $_ }")]
    [InlineData("{ @{ items = @($_); x = 1 } }")]
    [InlineData("$row")]
    public void The_tag_is_in_no_body(string body)
    {
        host.Run($"$row = Invoke-WalmartApi /v3/returns/7 -Session shop-1; $row | Invoke-WalmartApi /v3/echo -Method Post -Body {body}; $table = Invoke-WalmartApi /v3/returns/7 -AsHashtable -Session shop-1; $table | Invoke-WalmartApi /v3/echo -Method Post -Body {body}").ThrowOnError();

        Assert.All(host.Network.ApiCalls.Where(c => c.Method == HttpMethod.Post), c => Assert.DoesNotContain("WalmartSession", c.Body, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, host.Network.ApiCalls.Count(c => c.Method == HttpMethod.Post && c.Body!.Contains("\"id\":7", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "theirs")]
    [InlineData("-AsHashtable", "theirs")]
    public void A_field_of_Walmarts_with_the_name_is_kept_under_another_name(string form, string theirs)
    {
        var result = host.Run($"$r = Invoke-WalmartApi /v3/tagged -Session shop-1 {form}; $r.WalmartSession; $r.WalmartSession_");

        Assert.Equal(["shop-1", theirs], result.Clean.Output.Select(o => o.ToString()));
    }

    [Fact]
    public void A_dead_seller_is_one_error_with_its_name_while_the_others_answer()
    {
        var result = host.Run("$dead = Get-WalmartSession shop-1; Disconnect-Walmart shop-1; $dead, (Get-WalmartSession shop-2) | Invoke-WalmartApi /v3/returns -All; Invoke-WalmartApi /v3/failing -Session shop-2, main");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(["NotConnected", "NotFound", "NotFound"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(result.Errors.Zip(["shop-1: ", "shop-2: GET /v3/failing", "main: GET /v3/failing"]), p => Assert.StartsWith(p.Second, p.First.Exception.Message, StringComparison.Ordinal));
        Assert.Equal("shop-2", ((WalmartException)result.Errors[1].Exception).Session);
    }

    [Fact]
    public void Unknown_names_are_errors_and_the_others_are_called()
    {
        var result = host.Run("Invoke-WalmartApi /v3/returns -All -Session shop-1, nobody, no*");

        Assert.Equal(["SessionNotFound", "SessionNotFound"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Nothing_is_sent_where_no_name_is_known()
    {
        Assert.Equal("SessionNotFound", host.Run("1, 2 | Invoke-WalmartApi /v3/returns -Session nobody").ErrorId);
        Assert.Empty(host.Network.ApiCalls);
    }

    [Fact]
    public void AsResult_writes_one_for_each_input_and_session_and_its_input_leads_back()
    {
        var result = host.Run("$all = 'A-1', 'NO-1' | ForEach-Object { [pscustomobject]@{ sku = $_ } } | Invoke-WalmartApi '/v3/items/{sku}' -Session shop-* -AsResult; $all; $failed = $all | ForEach-Object { if (-not $_.Succeeded) { $_.InputObject } }; $failed | Invoke-WalmartApi '/v3/items/{sku}' -AsResult").Clean;

        var answers = result.Output.Select(o => (WalmartResponse)o.BaseObject).ToArray();
        Assert.Equal(["shop-1 A-1", "shop-1 NO-1", "shop-2 A-1", "shop-2 NO-1"], answers[..4].Select(a => $"{a.Session} {a.InputObject!.Properties["sku"].Value}").Order());
        Assert.Equal(["shop-1 NO-1", "shop-2 NO-1"], answers[4..].Select(a => $"{a.Session} {a.InputObject!.Properties["sku"].Value}").Order());
    }

    [Fact]
    public void The_users_own_rows_are_not_changed()
    {
        var result = host.Run("$rows = [pscustomobject]@{ sku = 'A-1' }, @{ sku = 'A-2' }; $null = $rows | Invoke-WalmartApi '/v3/items/{sku}' -Session shop-* -AsResult; $null -eq $rows[0].WalmartSession; $rows[1].Count").Clean;

        Assert.Equal([true, 1], result.Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void One_bad_row_is_one_error_however_many_sessions_there_are()
    {
        var result = host.Run("[pscustomobject]@{ a = 1 } | Invoke-WalmartApi '/v3/items/{sku}' -Session shop-*; [pscustomobject]@{ a = 1 } | Invoke-WalmartApi /v3/price -Method Put -Body { throw 'no' } -Session shop-*");

        Assert.Equal(2, result.Errors.Count);
        Assert.Empty(host.Network.ApiCalls);
    }

    [Fact]
    public void ShouldProcess_names_the_session()
    {
        var verbose = host.Run("[pscustomobject]@{ sku = 'A-1' } | Invoke-WalmartApi /v3/price -Method Put -Body { $_ } -Session shop-* -Verbose").Clean.Verbose;

        Assert.Contains(verbose, v => v.Contains("\"shop-1: /v3/price (input 1: sku=A-1)\"", StringComparison.Ordinal));
        Assert.Contains(verbose, v => v.Contains("\"shop-2: /v3/price (input 1: sku=A-1)\"", StringComparison.Ordinal));
    }

    [Fact]
    public void OutFile_needs_a_folder_or_the_name_so_that_no_seller_overwrites_another()
    {
        using var folder = new TempFolder();

        Assert.Contains("{WalmartSession}", host.Run("Invoke-WalmartApi /v3/returns/7 -Session shop-* -OutFile $folder/a.json", ("folder", folder.Path)).Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Network.ApiCalls);

        host.Run("Invoke-WalmartApi /v3/returns/7 -Session shop-* -OutFile \"$folder/{WalmartSession}.json\"", ("folder", folder.Path)).ThrowOnError();
        Assert.Equal(["shop-1.json", "shop-2.json"], folder.Names.Order());

        var files = host.Run("Invoke-WalmartApi /v3/returns/7 -Session shop-* -OutFile $folder -PassThru", ("folder", folder.Path)).Clean.Output;
        Assert.Equal(["shop-1", "shop-2"], files.Select(f => ((FileInfo)f.BaseObject).Directory!.Name).Order());
        Assert.Equal(["shop-1", "shop-2"], files.Select(f => (string)f.Properties["WalmartSession"].Value).Order());
    }

    [Theory]
    [InlineData("Invoke-WalmartApi /v3/echo -Method Post -Body $stream -Session shop-*")]
    [InlineData("1, 2 | Invoke-WalmartApi /v3/echo -Method Post -Body $stream -ThrottleLimit 2")]
    public void A_stream_is_sent_completely_in_every_call(string script)
    {
        using var stream = new System.IO.Compression.DeflateStream(new MemoryStream([0x4b, 0x4c, 0x4a, 0x06, 0x00]), System.IO.Compression.CompressionMode.Decompress);

        host.Run(script, ("stream", stream)).ThrowOnError();

        Assert.Equal(["abc", "abc"], host.Network.ApiCalls.Select(c => c.Body));
    }

    [Fact]
    public void A_warning_says_whose_list_it_is()
    {
        var warnings = host.Run("Invoke-WalmartApi /v3/returns -MaxPages 1 -Session shop-*").Warnings;

        Assert.Equal(["shop-1: There", "shop-2: There"], warnings.Select(w => w[..13]).Order());
    }

    private IEnumerable<string> Tokens() => host.Network.ApiCalls.Select(Token);

    private static string Token(SentRequest call) => call.Header("WM_SEC.ACCESS_TOKEN")!;

    private static HttpResponseMessage? Answer(SentRequest request) => request.Address.AbsolutePath switch
    {
        "/v3/returns" when request.Address.Query == "" => ScriptedHandler.Json("""{"meta":{"nextCursor":"?n=2"},"returnOrders":[{"id":1}]}"""),
        "/v3/returns" => ScriptedHandler.Json("""{"meta":{},"returnOrders":[{"id":2}]}"""),
        "/v3/returns/7" => ScriptedHandler.Json("""{"id":7}"""),
        "/v3/numbers" => ScriptedHandler.Json("[1]"),
        "/v3/tagged" => ScriptedHandler.Json("""{"WalmartSession":"theirs"}"""),
        "/v3/failing" or "/v3/items/NO-1" => ScriptedHandler.Error(System.Net.HttpStatusCode.NotFound, "CONTENT_NOT_FOUND"),
        _ => null,
    };
}
