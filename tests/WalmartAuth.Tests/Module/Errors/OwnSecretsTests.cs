using System.Net;
using System.Text;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>A caller's own sensitive headers, and the query of a pre-signed address, are secrets in messages too.</summary>
[Collection("ModuleContext")]
public sealed class OwnSecretsTests
{
    private const string Secret = "Zq85-secret-of-somebody";

    [Theory]
    [InlineData("X-Api-Key", Secret, Secret)]
    [InlineData("X-Auth", Secret, Secret)]
    [InlineData("X-Proxy-Authorization", "Basic " + Secret, Secret)]
    [InlineData("Seller-Token", Secret, Secret)]
    [InlineData("Client-Secret", Secret, Secret)]
    [InlineData("Cookie", "a=1; session=" + Secret + "; b=2", Secret)]
    [InlineData("X-Password", Secret, Secret)]
    [InlineData("X-Credential", Secret, Secret)]
    [InlineData("X-Signature", Secret, Secret)]
    public void An_echoed_sensitive_header_is_redacted(string name, string value, string echo)
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/orders" ? ScriptedHandler.Error(HttpStatusCode.BadRequest, "BAD", $"you sent {echo}") : null).Connect();

        var result = host.Run("Invoke-WalmartApi /v3/orders -Headers @{ $name = $value }", ("name", name), ("value", value));

        Assert.Equal("BadRequest", result.ErrorId);
        Assert.DoesNotContain("q85", result.Error.ToString() + result.Error.Exception, StringComparison.Ordinal);
        Assert.Contains("you sent ***", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_no_secret_stays_readable()
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/orders" ? ScriptedHandler.Error(HttpStatusCode.BadRequest, "BAD", "you sent a-note-of-somebody") : null).Connect();

        Assert.Contains("you sent a-note-of-somebody", host.Run("Invoke-WalmartApi /v3/orders -Headers @{ 'X-Note' = 'a-note-of-somebody' }").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sig=" + Secret + "&x=1", Secret)]
    [InlineData("sig=" + Secret + "&x=1", "sig=" + Secret + "&x=1")]
    [InlineData("sig=%5Aq85-secret-of-somebody", Secret)]
    [InlineData("Zq85-secret-of-somebody", Secret)]
    [InlineData("a=1&Zq85=2", "YT0xJlpxODU9Mg==")]
    public void The_query_of_a_pre_signed_address_is_redacted_wherever_it_led_from(string query, string echo)
    {
        foreach (var isRedirected in new[] { false, true })
        {
            foreach (var isBroken in new[] { false, true })
            {
                var address = $"https://files.example/a.csv?{query}";
                using var host = new ScriptedHost(request => request.Address.Host switch
                {
                    "files.example" when isBroken => throw new HttpRequestException($"Received an invalid header line: '{echo}'."),
                    "files.example" => ScriptedHandler.Error(HttpStatusCode.BadRequest, "BAD", $"you sent {echo}"),
                    _ when isRedirected && request.Address.AbsolutePath == "/v3/report" => ScriptedHandler.Redirect(address),
                    _ => null,
                }).Connect();

                var result = host.Run("Invoke-WalmartApi $address -OutFile $file -MaximumRetryCount 0", ("address", isRedirected ? "/v3/report" : address), ("file", Path.Combine(Path.GetTempPath(), $"walmartauth-{Guid.NewGuid():N}")));

                Assert.Equal(isBroken ? "ConnectionFailed" : "BadRequest", result.ErrorId);
                Assert.DoesNotContain("q85", result.Error.ToString() + result.Error.Exception, StringComparison.Ordinal);
                Assert.Contains("***", result.Error.Exception.Message, StringComparison.Ordinal);
                Assert.Equal(isBroken, result.Error.Exception.Message.Contains("the connection to files.example broke", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void The_token_is_redacted_in_the_response_of_another_host_too()
    {
        using var host = new ScriptedHost(request => (request.Address.Host, request.Address.AbsolutePath) switch
        {
            ("files.example", _) => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("you came from token-number-1") },
            (_, "/v3/orders") => ScriptedHandler.Redirect("https://files.example/a"),
            _ => null,
        }).Connect();

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.Contains("you came from ***", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token-number-1 is what you sent")]
    [InlineData("                                                                    token-number-1")]
    public void The_token_is_redacted_in_the_quoted_part_of_an_unreadable_response(string body)
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/orders" ? ScriptedHandler.Json(body) : null).Connect();

        var result = host.Run("Invoke-WalmartApi /v3/orders");

        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.Contains("***", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-num", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_redacted_in_the_responses_to_the_modules_own_requests()
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath switch
        {
            "/v3/orders" => ScriptedHandler.Error(HttpStatusCode.Forbidden, "FORBIDDEN"),
            "/v3/token/detail" => ScriptedHandler.Json("""{"scopes":{"orders":"token-number-1"}}"""),
            "/v3/utilities/apiStatus" => ScriptedHandler.Json("""[{"name":"token-number-2","status":"DOWN"}]"""),
            _ => null,
        }).Connect();

        Assert.Contains("with ***", host.Run("Invoke-WalmartApi /v3/orders").Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("***", host.Run("(Get-WalmartToken -Detail).Scopes['orders']").Single.BaseObject);
        Assert.Equal("Walmart reports an incident with *** (DOWN).", host.Run("((Test-WalmartCredential -Program Marketplace -Credential $credential -Detailed).Checks | Where-Object Name -eq ApiStatus).Cause").Single.BaseObject);
    }

    [Fact]
    public void What_the_token_call_sent_is_redacted_in_escaped_form_too()
    {
        // A pair whose Base64 contains both characters that an address escapes.
        const string id = "0ca9a71e-0000-4000-8000-00000000ab1e";
        const string secret = "A~~~?>>>?secret-of-somebody???>>>";
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));
        Assert.Contains('+', pair);
        Assert.Contains('/', pair);
        using var host = new ScriptedHost(_ => ScriptedHandler.Error(HttpStatusCode.BadRequest, "BAD", $"you sent {Uri.EscapeDataString(pair)}"));

        var result = host.Run("Connect-Walmart -Program Marketplace -Credential $own", ("own", ModuleHost.Credential(id, secret)));

        Assert.Contains("you sent ***", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(pair[..20], result.Error.Exception.ToString(), StringComparison.Ordinal);
    }
}
