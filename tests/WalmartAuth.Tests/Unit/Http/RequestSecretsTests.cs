using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Which parts of a call are secret when a message quotes them.</summary>
public sealed class RequestSecretsTests
{
    private static readonly Uri Signed = new("https://files.example/report?name=the-name-of-the-file&sig=the%2Fsignature%2Bof-it");

    [Theory]
    [InlineData("Proxy-Authorization")]
    [InlineData("WM_SEC.ACCESS_TOKEN")]
    [InlineData("client-secret")]
    [InlineData("X-Api-Key")]
    [InlineData("Cookie")]
    [InlineData("X-Password")]
    [InlineData("Credential")]
    [InlineData("WM_SEC.AUTH_SIGNATURE")]
    public void A_header_whose_name_suggests_a_secret_is_one(string name)
    {
        Assert.True(RequestSecrets.IsSensitive(name));
        Assert.DoesNotContain("the-value-of-the-header", Redact("a: the-value-of-the-header", name, "the-value-of-the-header"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accept")]
    [InlineData("WM_MARKET")]
    [InlineData("")]
    public void Any_other_header_can_be_shown(string name)
    {
        Assert.False(RequestSecrets.IsSensitive(name));
        Assert.Equal("a: the-value-of-the-header", Redact("a: the-value-of-the-header", name, "the-value-of-the-header"));
    }

    [Theory]
    [InlineData("Authorization", "ApiKey the-key-of-somebody")]
    [InlineData("Cookie", "a=1; session=the-key-of-somebody; b=2")]
    [InlineData("X-Api-Key", "the-key-of-somebody")]
    public void The_parts_of_a_header_are_secret_too(string name, string value) =>
        Assert.DoesNotContain("the-key-of-somebody", Redact("unknown key: the-key-of-somebody", name, value), StringComparison.Ordinal);

    [Fact]
    public void The_query_of_a_presigned_address_is_secret_in_every_form()
    {
        var redactor = RequestSecrets.RedactorFor(CallHarness.Request() with { IsAnonymous = true, Address = Signed }, null, null);

        foreach (var quoted in new[] { Signed.AbsoluteUri, "the%2Fsignature%2Bof-it", "the/signature+of-it", "the-name-of-the-file" })
        {
            var text = redactor.Redact($"cannot read {quoted}");
            Assert.DoesNotContain("ignature", text, StringComparison.Ordinal);
            Assert.DoesNotContain("the-name-of", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_redirect_to_another_host_leads_to_a_secret_query_and_one_to_the_same_host_does_not()
    {
        var request = CallHarness.Request("/v3/orders?status=the-status-of-orders");
        var own = new Uri(CallHarness.Base, "/v3/other?status=the-status-of-orders");

        Assert.DoesNotContain("signature", RequestSecrets.RedactorFor(request, null, Signed).Redact(Signed.Query), StringComparison.Ordinal);
        Assert.Equal(own.Query, RequestSecrets.RedactorFor(request, null, own).Redact(own.Query));
        Assert.Equal(own.Query, RequestSecrets.RedactorFor(request, null, null).Redact(own.Query));
    }

    private static string Redact(string text, string name, string value) =>
        RequestSecrets.RedactorFor(CallHarness.Request() with { Headers = [new(name, value)] }, null, null).Redact(text);
}
