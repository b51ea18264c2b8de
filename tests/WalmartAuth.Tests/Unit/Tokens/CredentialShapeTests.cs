using System.Text;
using WalmartAuth.Common;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>Each mistake in a client id or secret that can be detected offline.</summary>
public sealed class CredentialShapeTests
{
    private const string Id = "0ca9a71e-0000-4000-8000-00000000ab1e";
    private const string Secret = "AJ7Fz3kQ9vB1nXw5Tq2LmR8sD4gH6yE0";

    [Theory]
    [InlineData("", "the client secret is empty")]
    [InlineData("  ", "the client secret is empty")]
    [InlineData("\uFEFF" + Secret, "the client secret contains a byte order mark")]
    [InlineData(Secret + "\r", "the client secret contains a line break")]
    [InlineData("\n" + Secret, "the client secret contains a line break")]
    [InlineData(Secret + "\u0001", "the client secret contains a control character")]
    [InlineData("AJ7Fz3kQ 9vB1nXw5", "the client secret contains white space")]
    [InlineData("\"" + Secret + "\"", "the client secret is in quotation marks")]
    [InlineData("'" + Secret + "'", "the client secret is in quotation marks")]
    [InlineData("$env:WALMART_SECRET", "the client secret looks like a placeholder")]
    [InlineData("%WALMART_SECRET%", "the client secret looks like a placeholder")]
    [InlineData("{{secret}}", "the client secret looks like a placeholder")]
    [InlineData("<secret>", "the client secret looks like a placeholder")]
    [InlineData("null", "the client secret looks like a placeholder")]
    [InlineData(Id, "the client id and the client secret are identical")]
    public void A_flaw_of_the_secret_is_named(string secret, string flaw) => Assert.StartsWith(flaw, Find(Id, secret), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "the client id is empty")]
    [InlineData(" " + Id, "the client id contains white space")]
    [InlineData("seller:one", "the client id contains a colon")]
    [InlineData(":seller", "the client id contains a colon")]
    public void A_flaw_of_the_id_is_named(string id, string flaw) => Assert.StartsWith(flaw, Find(id, Secret), StringComparison.Ordinal);

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE", 0, true)]
    [InlineData("\"-----BEGIN RSA PRIVATE KEY-----", 0, true)]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIE", 0, false)]
    [InlineData("KEY----- before another KEY-----", 0, false)]
    [InlineData("MII", 200, true)]
    [InlineData("MII", 199, false)]
    [InlineData("AJ7", 200, false)]
    public void A_private_key_is_recognized_in_either_place(string start, int length, bool isKey)
    {
        var text = start.PadRight(length, 'A');
        foreach (var credential in new[] { new ClientCredential(Id, new SecretText(text)), new ClientCredential(text, new SecretText(Secret)) })
        {
            Assert.Equal(isKey, CredentialShape.HasKey(credential));
            Assert.Equal(isKey, CredentialShape.FindFlaw(credential)?.Contains("is a private or public key", StringComparison.Ordinal) ?? false);
        }
    }

    [Theory]
    [InlineData("supplier-client", Secret)]
    [InlineData(Id, "5ea1ed00-0000-4000-8000-00000000ab1e")]
    public void Only_a_secret_that_alone_looks_like_a_client_id_is_swapped(string id, string secret) => Assert.Null(Find(id, secret));

    [Fact]
    public void Swapped_parts_are_seen_by_the_secret_that_is_a_client_id() => Assert.Contains("swapped", Find(Secret, Id), StringComparison.Ordinal);

    [Fact]
    public void Parts_that_are_encoded_already_are_seen_in_either_place()
    {
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Id}:{Secret}ab"));
        Assert.Equal(0, pair.Length % 4);

        Assert.Contains("already the Base64", Find(Id, pair), StringComparison.Ordinal);
        Assert.Contains("already the Base64", Find(pair, Secret), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id:secret")]
    [InlineData("id:secret~abc")]
    public void A_short_pair_is_seen(string pair) => Assert.Contains("already the Base64", Find(Id, Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))), StringComparison.Ordinal);

    [Theory]
    [InlineData(Secret)]
    [InlineData("\"")]
    [InlineData("\"" + Secret)]
    [InlineData("kurz1")]
    [InlineData("OmxlYWRpbmdjb2xvbg==")] // :leadingcolon
    [InlineData("dHJhaWxpbmdjb2xvbjo=")] // trailingcolon:
    [InlineData("aWQ6d2l0aCBzcGFjZXM=")] // id:with spaces
    [InlineData("bm8tY29sb24taW4taXQ=")] // no-colon-in-it
    [InlineData("AJ7Fz3kQ*vB1nXw5")] // a length of Base64, but no Base64
    public void An_ordinary_secret_has_none(string secret) => Assert.Null(Find(Id, secret));

    private static string? Find(string id, string secret) => CredentialShape.FindFlaw(new ClientCredential(id, new SecretText(secret)));
}
