using System.Net;
using System.Security.Cryptography;
using WalmartAuth.Common;
using WalmartAuth.Tests.Support;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Mistakes in a credential that are detected offline, and keys that are never sent.</summary>
[Collection("ModuleContext")]
public sealed class SecretShapeTests
{
    private const string Id = "0ca9a71e-0000-4000-8000-00000000ab1e";
    private static readonly RSA Pair = RSA.Create(2048);

    public static TheoryData<string> Keys => new(
        Convert.ToBase64String(Pair.ExportPkcs8PrivateKey()),
        Convert.ToBase64String(Pair.ExportRSAPrivateKey(), Base64FormattingOptions.InsertLineBreaks),
        Convert.ToBase64String(Pair.ExportSubjectPublicKeyInfo()),
        Pair.ExportPkcs8PrivateKeyPem());

    [Theory]
    [MemberData(nameof(Keys), DisableDiscoveryEnumeration = true)]
    public void A_private_key_is_named_and_never_sent(string key)
    {
        using var host = new ScriptedHost(_ => null);

        foreach (var parameters in new[] { "", "-Program Marketplace -NoCrossCheck", "-Environment Sandbox" })
        {
            var report = (WalmartCredentialReport)Assert.Single(host.Run($"Test-WalmartCredential -Credential $key {parameters} -Detailed", ("key", ModuleHost.Credential(Id, key))).Output).BaseObject;

            Assert.False(report.Succeeded);
            Assert.Contains("private or public key", report.Conclusion, StringComparison.Ordinal);
            Assert.Contains("Nothing was sent.", report.Conclusion, StringComparison.Ordinal);
            Assert.Equal("SecretShape", report.FailedChecks);
            Assert.Contains("API key", report.NextStep, StringComparison.Ordinal);
        }

        var connect = host.Run("Connect-Walmart -Program Marketplace -Credential $key", ("key", ModuleHost.Credential(Id, key)));
        Assert.Equal("SecretShapeNotSupported", connect.ErrorId);
        Assert.Contains("private or public key", connect.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Network.Sent);
    }

    [Fact]
    public void A_secret_that_merely_begins_as_a_key_does_is_sent()
    {
        using var host = new ScriptedHost(_ => null);

        host.Run("Connect-Walmart -Program Marketplace -Credential $odd", ("odd", ModuleHost.Credential(Id, "MII-" + new string('k', 82) + "7"))).ThrowOnError();

        Assert.Single(host.Network.Sent);
    }

    [Fact]
    public void Connect_says_of_a_rejected_secret_what_can_be_seen_to_be_wrong_with_it()
    {
        using var host = new ScriptedHost(_ => ScriptedHandler.Error(HttpStatusCode.Unauthorized, "UNAUTHORIZED.GMP_GATEWAY_API"));

        var broken = host.Run("Connect-Walmart -Program Marketplace -Credential $broken", ("broken", ModuleHost.Credential(Id, "A-Secret-Of-Somebody-0123456789\n"))).Error;
        var whole = host.Run("Connect-Walmart -Program Marketplace -Credential $credential").Error;

        Assert.Contains("the client secret contains a line break", broken.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Offline check", whole.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vt8xTODOq2pL0yourRk7WxxxxMn5cHj3Gf1Ds9Aw4Ze6Xb")]
    [InlineData("client_idZ9k3mQ7rT1vB5nXchangemeW2pL8sD4fG6hJ0")]
    public void Words_of_a_placeholder_inside_a_random_secret_are_no_flaw(string secret) => Assert.Null(FindFlaw(secret));

    [Theory]
    [InlineData("your-client-secret")]
    [InlineData("CHANGE_ME")]
    [InlineData("changeme123")]
    [InlineData("xxxxxxxx-xxxx-xxxx")]
    [InlineData("ToDo")]
    [InlineData("my_client_secret_2026")]
    public void A_text_of_only_such_words_is_a_placeholder(string secret) => Assert.Contains("looks like a placeholder", FindFlaw(secret), StringComparison.Ordinal);

    private static string? FindFlaw(string secret) => CredentialShape.FindFlaw(new ClientCredential(Id, new SecretText(secret)));
}
