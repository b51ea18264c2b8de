using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using WalmartAuth.Common;
using WalmartAuth.Json;

namespace WalmartAuth.Requests;

/// <summary>Fills in the values of a pipeline object: braces from its properties, script blocks with the object as $_.</summary>
internal static class InputTemplate
{
    private static readonly Regex Braces = new(@"\{([^{}/?#]+)\}", RegexOptions.CultureInvariant);

    /// <summary>The template with its braces filled, each value passed through the function.</summary>
    /// <exception cref="WalmartException">InvalidArgument: a value is missing, empty, or not a single value.</exception>
    public static string Expand(string template, PSObject? input, Func<string, string> escape)
    {
        if (template.IndexOf('{') < 0)
        {
            return template;
        }

        return Braces.Replace(template, m => escape(Value(m.Groups[1].Value, input, template)));
    }

    /// <summary>
    /// A path with its braces filled and escaped. In a path that is only a pair of braces, the value is used unchanged:
    /// <c>$report | Invoke-WalmartApi '{downloadURL}' -OutFile .</c>
    /// </summary>
    public static string ExpandPath(string path, PSObject? input)
    {
        var isWhole = path[0] == '{' && path.IndexOf('}') == path.Length - 1;
        return Expand(path, input, value => isWhole && IsAddress(value) ? value : EscapeSegment(value));
    }

    /// <summary>Escapes a value as one segment of a path (contract §7: SKUs can contain spaces and slashes, a feed id contains @).</summary>
    public static string EscapeSegment(string value) => value is "." or ".."
        ? throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.IsNotPathSegment(value), target: value)
        : Uri.EscapeDataString(value);

    /// <summary>The texts of a value: several for a list, none for null.</summary>
    /// <exception cref="WalmartException">InvalidArgument: a table or an object, which has no text.</exception>
    public static IReadOnlyList<string> ToStrings(object? value, string name, string kind)
    {
        var bare = value.Unwrap();
        var items = bare is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>() : [bare];
        return items.Select(item => item.Unwrap()).OfType<object>()
            .Select(item => item is IDictionary or PSCustomObject
                ? throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.ValueIsNotText(kind, name), target: name, recommendedAction: RequestMessages.UseText)
                : ToInvariantString(item)).ToList();
    }

    /// <summary>The names in the template's braces.</summary>
    public static IReadOnlyList<string> Names(string template) =>
        template.IndexOf('{') < 0 ? [] : Braces.Matches(template).Cast<Match>().Select(m => m.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();

    /// <summary>The value of an input's property or entry; null if it has none.</summary>
    public static object? FindProperty(PSObject input, string name) =>
        input.BaseObject is IDictionary table && table.Contains(name) ? table[name] : input.Properties[name]?.Value;

    /// <summary>True if an input has a property or entry of this name, with or without a value.</summary>
    public static bool HasProperty(PSObject input, string name) => (input.BaseObject is IDictionary table && table.Contains(name)) || input.Properties[name] is not null;

    /// <summary>The names of an input's properties or entries.</summary>
    public static IEnumerable<string> PropertyNames(PSObject input) =>
        input.BaseObject is IDictionary table ? table.Keys.Cast<object>().Select(k => k.ToString()!) : input.Properties.Select(p => p.Name);

    /// <summary>A script block's result with the input object as $_; any other value unchanged.</summary>
    public static object? InvokeScriptBlock(object? value, PSObject? input, string parameter) =>
        value.Unwrap() is ScriptBlock block ? InputScript.Invoke(block, input, parameter) : value;

    /// <summary>A value as text, in the invariant culture; booleans in lower case, dates in ISO 8601, as in the gateway's own responses.</summary>
    /// <remarks>netstandard2.0 has neither DateOnly nor TimeOnly, so they are recognized by name.</remarks>
    public static string ToInvariantString(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => JsonWriter.Write(time).Trim('"'),
        DateTimeOffset time => JsonWriter.Write(time).Trim('"'),
        _ when value.GetType().FullName is "System.DateOnly" or "System.TimeOnly" => JsonWriter.Write(value).Trim('"'),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool IsAddress(string value) =>
        value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string Value(string name, PSObject? input, string template)
    {
        if (input is null)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.PathHasNoInput(template.Split('?')[0], name), recommendedAction: RequestMessages.PipeObjectsForPath);
        }

        var value = FindProperty(input, name);
        if (value is null && input.BaseObject is string or ValueType && IsOnly(name, template))
        {
            // 'a', 'b' | Invoke-WalmartApi '/v3/items/{sku}': the object is the value.
            value = input.BaseObject;
        }

        value = value.Unwrap();
        var text = value is null or ICollection ? "" : ToInvariantString(value);
        return text.Length > 0 ? text : throw NoValue(name, value, input, template);
    }

    private static bool IsOnly(string name, string template) =>
        Braces.Matches(template).Cast<Match>().All(m => string.Equals(m.Groups[1].Value, name, StringComparison.OrdinalIgnoreCase));

    private static WalmartException NoValue(string name, object? value, PSObject input, string template)
    {
        var names = PropertyNames(input).ToList();
        var what = !names.Contains(name, StringComparer.OrdinalIgnoreCase) ? RequestMessages.HasNoProperty(string.Join(", ", names.Take(10)))
            : value is ICollection { Count: > 0 } ? RequestMessages.HasSeveralValues
            : RequestMessages.HasNoValue;
        return new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.PathCannotBeFilled(template.Split('?')[0], name, what), target: name, recommendedAction: RequestMessages.FilterInput(name));
    }
}
