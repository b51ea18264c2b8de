using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace WalmartAuth.Requests;

/// <summary>
/// The property with the name of a row's session, as Invoke-Command adds PSComputerName. It routes the next call to the session
/// that the row came from. It is recognized by its name: rows pass through CSV files and Select-Object.
/// </summary>
internal static class SessionTag
{
    public const string Name = "WalmartSession";

    /// <summary>The new name for a field of Walmart's that has the tag's name.</summary>
    private const string OtherName = Name + "_";

    public static bool IsName(string name) => string.Equals(name, Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the session that a row belongs to; null if the row has no tag, empty if the tag has no value.</summary>
    public static string? Read(PSObject row)
    {
        object? value;
        if (row.BaseObject is IDictionary table && table.Contains(Name))
        {
            value = table[Name];
        }
        else if (row.Properties[Name] is { } property)
        {
            value = property.Value;
        }
        else
        {
            return null;
        }

        return value?.ToString() ?? "";
    }

    /// <summary>Adds the tag to a row. A string or a number keeps it only while it stays wrapped.</summary>
    public static object? Add(object? row, string session)
    {
        switch (row)
        {
            case null:
                return null;
            case IDictionary table:
                AddEntry(table, session);
                return table;
            case PSObject { BaseObject: IDictionary table }:
                AddEntry(table, session);
                return row;
        }

        var tagged = PSObject.AsPSObject(row);
        if (tagged.Properties[Name] is { } field)
        {
            tagged.Properties.Remove(Name);
            tagged.Properties.Remove(OtherName);
            tagged.Properties.Add(new PSNoteProperty(OtherName, field.Value));
        }

        tagged.Properties.Add(new PSNoteProperty(Name, session));
        if (tagged.BaseObject is WalmartResponse { Content: { } content })
        {
            foreach (var item in content is object?[] items ? items : [content])
            {
                Add(item, session);
            }
        }

        return tagged;
    }

    /// <summary>A copy of an input that is routed to the session when it is piped in again; the input itself if it cannot be copied.</summary>
    public static PSObject AddToCopy(PSObject input, string session)
    {
        switch (input.BaseObject)
        {
            case WalmartSession:
                return input;
            case Hashtable table:
                return new PSObject(Add(table.Clone(), session)!);
            case OrderedDictionary table:
                var copy = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
                foreach (DictionaryEntry entry in table)
                {
                    copy.Add(entry.Key, entry.Value);
                }

                return new PSObject(Add(copy, session)!);
            case PSCustomObject or string or ValueType:
                return Read(input) is null ? (PSObject)Add(input.Copy(), session)! : input;
            default:
                return input;
        }
    }

    private static void AddEntry(IDictionary table, string session)
    {
        if (table.Contains(Name))
        {
            table[OtherName] = table[Name];
        }

        table[Name] = session;
    }
}
