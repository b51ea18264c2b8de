using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Xml;
using WalmartAuth.Json;
using Xunit;

namespace WalmartAuth.Tests.Unit.Json;

public sealed class JsonWriterRefusalTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_without_a_JSON_form_is_refused(object number) =>
        Assert.Contains("'$.price.amount'", Refusal(new Hashtable { ["price"] = new Hashtable { ["amount"] = number } }), StringComparison.Ordinal);

    [Fact]
    public void The_place_is_right_after_other_containers_of_the_same_depth() =>
        Assert.Contains("'$[2][0]'", Refusal(new object[] { new[] { 1, 2 }, new Hashtable { ["x"] = 1 }, new[] { double.NaN } }), StringComparison.Ordinal);

    [Fact]
    public void A_secret_is_refused_and_neither_lost_nor_shown()
    {
        var password = new SecureString();
        password.AppendChar('q');
        object[] secrets = [password, new PSCredential("user", password), new NetworkCredential("user", "canary")];
        foreach (object secret in secrets)
        {
            string message = Refusal(new Hashtable { ["a"] = new[] { 1, secret } });
            Assert.Contains("'$.a[1]'", message, StringComparison.Ordinal);
            Assert.Contains($"is a {secret.GetType().Name}; convert it", message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Code_types_and_XML_are_refused_with_advice()
    {
        Assert.Contains("ScriptBlock", Refusal(ScriptBlock.Create("1")), StringComparison.Ordinal);
        Assert.Contains("name", Refusal(typeof(string)), StringComparison.Ordinal);
        Assert.Contains("OuterXml", Refusal(new XmlDocument()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_levels_are_written_and_one_more_is_refused_instead_of_cut_off()
    {
        string text = new string('[', 100) + new string(']', 100);
        Assert.Equal(text, JsonWriter.Write(JsonReader.Read(text)));
        string message = Refusal(JsonReader.Read($"{{\"deep\":{text}}}"));
        Assert.Contains("'$.deep[0][0]", message, StringComparison.Ordinal);
        Assert.Contains("100 levels", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 0, 500);
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused_with_both_places()
    {
        var inner = new ArrayList();
        var outer = new Hashtable { ["a"] = new Hashtable { ["b"] = inner } };
        inner.Add(0);
        inner.Add(outer["a"]);
        string message = Refusal(outer);
        Assert.Contains("'$.a.b[1]'", message, StringComparison.Ordinal);
        Assert.Contains("same object as '$.a'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PSObject_that_contains_itself_is_refused()
    {
        var self = new PSObject();
        self.Properties.Add(new PSNoteProperty("me", self));
        Assert.Contains("'$.me'", Refusal(self), StringComparison.Ordinal);
    }

    [Fact]
    public void PSObjects_inside_each_other_are_no_cycle()
    {
        var inner = new PSObject();
        inner.Properties.Add(new PSNoteProperty("x", 1));
        var outer = new PSObject();
        outer.Properties.Add(new PSNoteProperty("inner", inner));
        Assert.Equal("{\"inner\":{\"x\":1}}", JsonWriter.Write(outer));
    }

    [Fact]
    public void A_property_that_fails_is_an_error_and_not_a_null() =>
        Assert.Contains("'$[0].Price' cannot be written as JSON: it cannot be read", Refusal(new[] { new Broken() }), StringComparison.Ordinal);

    private static string Refusal(object? value) =>
        Assert.Throws<ArgumentException>(() => JsonWriter.Write(value)).Message;

    private sealed class Broken
    {
        public decimal Price => throw new InvalidOperationException("no price");
    }
}
