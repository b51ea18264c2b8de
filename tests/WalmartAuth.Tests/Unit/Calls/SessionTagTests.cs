using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using WalmartAuth.Requests;

namespace WalmartAuth.Tests.Unit.Calls;

/// <summary>How a row names its session, for every kind of object.</summary>
public sealed class SessionTagTests
{
    [Fact]
    public void An_object_gets_a_property_and_a_table_an_entry()
    {
        var table = new Hashtable();
        var wrapped = new Hashtable();

        Assert.Equal("shop-1", SessionTag.Read((PSObject)SessionTag.Add(Row(("sku", "A")), "shop-1")!));
        Assert.Same(table, SessionTag.Add(table, "shop-1"));
        Assert.Equal("shop-1", table["WalmartSession"]);
        SessionTag.Add(new PSObject(wrapped), "shop-2");
        Assert.Equal("shop-2", wrapped["WalmartSession"]);
        Assert.Null(SessionTag.Add(null, "shop-1"));
    }

    [Fact]
    public void A_field_of_that_name_is_kept_in_addition_to_the_tag()
    {
        var row = (PSObject)SessionTag.Add(Row(("WalmartSession", "a field of Walmart's"), ("WalmartSession_", "older")), "shop-1")!;
        var table = (Hashtable)SessionTag.Add(new Hashtable { ["WalmartSession"] = "a field of Walmart's" }, "shop-1")!;

        Assert.Equal("shop-1", row.Properties["WalmartSession"].Value);
        Assert.Equal("a field of Walmart's", row.Properties["WalmartSession_"].Value);
        Assert.Equal("shop-1", table["WalmartSession"]);
        Assert.Equal("a field of Walmart's", table["WalmartSession_"]);
    }

    [Fact]
    public void The_rows_inside_a_response_are_tagged_too()
    {
        var one = Row(("sku", "A"));
        var list = new object?[] { Row(("sku", "B")), null };

        SessionTag.Add(Response(one), "shop-1");
        SessionTag.Add(Response(list), "shop-1");
        SessionTag.Add(Response(null), "shop-1");

        Assert.Equal("shop-1", SessionTag.Read(one));
        Assert.Equal("shop-1", SessionTag.Read((PSObject)list[0]!));
    }

    [Fact]
    public void An_input_without_a_tag_has_none_and_an_empty_tag_is_empty()
    {
        Assert.Null(SessionTag.Read(Row(("sku", "A"))));
        Assert.Null(SessionTag.Read(new PSObject(new Hashtable())));
        Assert.Equal("", SessionTag.Read(Row(("WalmartSession", null))));
        Assert.Equal("", SessionTag.Read(new PSObject(new Hashtable { ["WalmartSession"] = null })));
    }

    [Fact]
    public void A_copy_of_an_input_leads_to_its_session_and_the_input_stays_as_it_is()
    {
        var table = new Hashtable { ["sku"] = "A" };
        var ordered = new OrderedDictionary { ["sku"] = "A", ["price"] = 1 };
        var row = Row(("sku", "A"));

        foreach (var input in new[] { new PSObject(table), new PSObject(ordered), row, new PSObject("A"), new PSObject(5) })
        {
            Assert.Equal("shop-1", SessionTag.Read(SessionTag.AddToCopy(input, "shop-1")));
            Assert.Null(SessionTag.Read(input));
        }

        Assert.Equal(["sku", "price", "WalmartSession"], ((OrderedDictionary)SessionTag.AddToCopy(new PSObject(ordered), "shop-1").BaseObject).Keys.Cast<string>());
    }

    [Fact]
    public void An_input_that_says_whose_it_is_or_cannot_be_copied_stays_itself()
    {
        var tagged = Row(("WalmartSession", "shop-2"));
        var file = new PSObject(new FileInfo("a.csv"));

        Assert.Same(tagged, SessionTag.AddToCopy(tagged, "shop-1"));
        Assert.Same(file, SessionTag.AddToCopy(file, "shop-1"));
    }

    private static WalmartResponse Response(object? content) => new() { Succeeded = true, StatusCode = 200, Headers = new Dictionary<string, string>(), CorrelationId = "", Content = content };

    private static PSObject Row(params (string Name, object? Value)[] properties)
    {
        var row = new PSObject();
        foreach (var (name, value) in properties)
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        return row;
    }
}
