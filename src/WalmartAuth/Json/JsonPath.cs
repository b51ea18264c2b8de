using System.Collections;
using System.Management.Automation;

namespace WalmartAuth.Json;

/// <summary>Finds a value inside parsed JSON, whichever way it was parsed.</summary>
internal static class JsonPath
{
    /// <summary>
    /// Follows member names, such as <c>list.meta.nextCursor</c>. Each matches exactly or else in any case, so that
    /// a path means the same in a PSObject, a hashtable and a <see cref="JsonObject"/>.
    /// </summary>
    /// <returns>The value, or null where a step is missing.</returns>
    public static object? Get(object? root, string dottedPath)
    {
        object? value = root;
        foreach (string name in dottedPath.Split('.'))
        {
            value = Member(value, name);
            if (value is null)
            {
                return null;
            }
        }

        return value;
    }

    private static object? Member(object? parent, string name)
    {
        if (parent is JsonObject tree)
        {
            return tree.Find(name);
        }

        var wrapper = parent as PSObject;
        if ((wrapper?.BaseObject ?? parent) is IDictionary dictionary)
        {
            return Entry(dictionary, name);
        }

        // PowerShell throws on an empty name, and gives no object one.
        return name.Length == 0 ? null : (wrapper?.Properties[name] as PSNoteProperty)?.Value;
    }

    private static object? Entry(IDictionary dictionary, string name)
    {
        if (dictionary.Contains(name))
        {
            return dictionary[name];
        }

        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key is string key && key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return null;
    }
}
