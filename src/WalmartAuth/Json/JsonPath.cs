using System.Collections;
using System.Management.Automation;

namespace WalmartAuth.Json;

/// <summary>Finds a value inside parsed JSON, in each form that <see cref="JsonReader"/> returns.</summary>
internal static class JsonPath
{
    /// <summary>Follows member names, such as <c>list.meta.nextCursor</c>. Each matches exactly, or else ignoring case.</summary>
    /// <returns>The value, or null if a step is missing.</returns>
    public static object? Get(object? root, string dottedPath)
    {
        var value = root;
        foreach (var name in dottedPath.Split('.'))
        {
            var wrapper = value as PSObject;
            value = (wrapper?.BaseObject ?? value) is IDictionary dictionary
                ? Find(dictionary, name)
                // PowerShell throws on an empty name.
                : name.Length == 0 ? null : (wrapper?.Properties[name] as PSNoteProperty)?.Value;
        }

        return value;
    }

    /// <summary>The entry of this name, or else of this name in another case; null if there is none.</summary>
    public static object? Find(IDictionary dictionary, string name)
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
