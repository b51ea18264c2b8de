using System.Collections;
using System.Management.Automation;
using WalmartAuth.Credentials;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>The supported types of secrets, and the errors for all others.</summary>
public sealed class SecretParserTests
{
    public static TheoryData<object?, string> Refused => new()
    {
        { null, "is empty" },
        { "text", "is a plain string" },
        { new byte[1], "is a byte array" },
        { ModuleHost.Secure("text"), "is a single SecureString" },
        { 5, "is a Int32" },
        { new Hashtable { ["ClientId"] = "id" }, "is a hashtable without ClientSecret" },
        { new Hashtable { ["ClientId"] = 5, ["ClientSecret"] = "secret" }, "has a ClientId that is a Int32" },
        { new Hashtable { ["ClientId"] = "id", ["ClientSecret"] = 5 }, "ClientSecret" },
        { new PSCredential(" ", ModuleHost.Secure("secret")), "has no user name" },
        { new PSCredential("id", ModuleHost.Secure(" ")), "has no password" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Another_kind_of_secret_is_refused_by_what_it_is(object? secret, string why)
    {
        var error = Assert.Throws<WalmartException>(() => SecretParser.Read(secret, "secret 'Walmart'", _ => { }));

        Assert.Equal(WalmartErrorId.SecretShapeNotSupported, error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_credential_and_a_table_in_any_case_are_read()
    {
        Assert.Equal("id", SecretParser.Read(new PSObject(ModuleHost.Credential("id", "secret")), "x", _ => { }).Credential.ClientId);
        Assert.Equal("id", SecretParser.Read(new Hashtable { ["CLIENTID"] = ModuleHost.Secure("id"), ["clientSecret"] = "secret" }, "x", _ => { }).Credential.ClientId);
    }
}
