using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Security;
using System.Text;
using System.Xml;
using WalmartAuth.Common;

namespace WalmartAuth.Json;

/// <summary>
/// Writes JSON for request bodies, as ConvertTo-Json would, with two differences: what is nested too deeply is an error instead
/// of being truncated silently, and so is anything that would lose or reveal a secret.
/// </summary>
internal sealed class JsonWriter
{
    /// <summary>How deep dictionaries, lists and objects may be nested.</summary>
    public const int MaxDepth = 100;

    private const string IsoTime = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    private readonly StringBuilder output = new();
    private readonly string? omit;

    private JsonWriter(string? omit) => this.omit = omit;

    /// <summary>Writes a value: dictionaries, PSObjects, lists, scalars, or any object by its public properties.</summary>
    /// <exception cref="ArgumentException">
    /// The value is nested deeper than <see cref="MaxDepth"/>, contains itself, or contains what JSON cannot express, such as NaN
    /// or a secure string. The message says where.
    /// </exception>
    public static string Write(object? value) => Write(value, omit: null);

    /// <summary>Writes a value without the members of one name.</summary>
    /// <param name="value">The value.</param>
    /// <param name="omit">The name, in any case; null for none.</param>
    /// <exception cref="ArgumentException">See <see cref="Write(object?)"/>.</exception>
    public static string Write(object? value, string? omit)
    {
        var writer = new JsonWriter(omit);
        writer.WriteValue(value, null);
        return writer.output.ToString();
    }

    private void WriteValue(object? value, Container? parent)
    {
        var wrapper = value as PSObject;
        if (wrapper is { BaseObject: not PSCustomObject })
        {
            value = wrapper.BaseObject;
        }

        if (TryWriteScalar(value, parent))
        {
            return;
        }

        var container = new Container(value!, parent);
        switch (value)
        {
            case IEnumerable<KeyValuePair<string, object?>> members and not IDictionary:
                WriteObject(members, container);
                break;
            case IEnumerable list and not IDictionary:
                WriteArray(list, container);
                break;
            default:
                WriteObject(Members(value!, wrapper, container), container);
                break;
        }
    }

    private void WriteObject(IEnumerable<KeyValuePair<string, object?>> members, Container container)
    {
        output.Append('{');
        var separator = "";
        foreach (var member in members)
        {
            if (omit is not null && member.Key.Equals(omit, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            container.Name = member.Key;
            JsonStrings.Append(output.Append(separator), member.Key);
            output.Append(':');
            WriteValue(member.Value, container);
            separator = ",";
        }

        output.Append('}');
    }

    private void WriteArray(IEnumerable list, Container container)
    {
        output.Append('[');
        foreach (var element in list)
        {
            output.Append(container.Index > 0 ? "," : "");
            WriteValue(element, container);
            container.Index++;
        }

        output.Append(']');
    }

    /// <summary>Writes a value that is neither an object nor an array in JSON; returns false if it is one.</summary>
    private bool TryWriteScalar(object? value, Container? parent) => value switch
    {
        null or DBNull or NullString => Append("null"),
        _ when ReferenceEquals(value, AutomationNull.Value) => Append("null"),
        string text => Quote(text),
        bool truth => Append(truth ? "true" : "false"),
        Enum or char or Guid or Version => Quote(value.ToString()),
        int or long or short or byte or uint or ulong or ushort or sbyte or decimal or BigInteger => Append(Invariant(value)),
        double or float => Append(Real(value, parent)),
        DateTime => Quote(Invariant(value, IsoTime)),
        DateTimeOffset time => Quote(time.Offset == TimeSpan.Zero ? Invariant(time.UtcDateTime, IsoTime) : Invariant(time, IsoTime)),
        TimeSpan => Quote(Invariant(value, "c")),
        Uri uri => Quote(uri.OriginalString),
        byte[] bytes => Quote(Convert.ToBase64String(bytes)),
        SecureString or PSCredential or NetworkCredential => throw Unsupported(value, JsonMessages.ConvertToString, parent),
        ScriptBlock or Delegate => throw Unsupported(value, JsonMessages.SendResultInstead, parent),
        MemberInfo => throw Unsupported(value, JsonMessages.SendNameInstead, parent),
        XmlNode => throw Unsupported(value, JsonMessages.SendOuterXmlInstead, parent),
        _ => value.GetType().FullName switch
        {
            // Types of newer .NET versions, which netstandard2.0 does not have.
            "System.DateOnly" or "System.TimeOnly" => Quote(Invariant(value, "O")),
            "System.Int128" or "System.UInt128" => Append(Invariant(value)),
            _ => false,
        },
    };

    private bool Append(string text)
    {
        output.Append(text);
        return true;
    }

    private bool Quote(string text)
    {
        JsonStrings.Append(output, text);
        return true;
    }

    private static string Real(object value, Container? parent)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw Error(JsonMessages.HasNoJsonForm(Invariant(value)), parent);
        }

        // "R" of .NET Framework is one bit off for a few doubles.
        var text = Invariant(value, "R");
        if (value is double && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read.Equals(number)))
        {
            text = Invariant(value, "G17");
        }

        // An integral value keeps its decimal point, as in ConvertTo-Json.
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    private static string Invariant(object value, string? format = null) => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, object?>> Members(object value, PSObject? wrapper, Container container)
    {
        var dictionary = value as IDictionary;
        if (dictionary is not null)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return new(Convert.ToString(entry.Key.Unwrap(), CultureInfo.InvariantCulture) ?? "", entry.Value);
            }

            if (wrapper is null)
            {
                yield break;
            }
        }

        foreach (var property in (wrapper ?? PSObject.AsPSObject(value)).Properties)
        {
            // For a dictionary, only properties added with Add-Member are members.
            var isMember = dictionary is null || (property.IsInstance && property.MemberType != PSMemberTypes.Property && !dictionary.Contains(property.Name));
            if (isMember && property.IsGettable)
            {
                yield return new(property.Name, Read(property, container));
            }
        }
    }

    private static object? Read(PSPropertyInfo property, Container container)
    {
        try
        {
            return property.Value;
        }
        catch (Exception e) when (e is GetValueException or ExtendedTypeSystemException)
        {
            container.Name = property.Name;
            throw Error(JsonMessages.CannotBeRead, container, e);
        }
    }

    private static ArgumentException Unsupported(object value, string advice, Container? parent) => Error($"is a {value.GetType().Name}; {advice}", parent);

    /// <summary>An error about the value that is being written; <paramref name="what"/> completes a sentence about it.</summary>
    private static ArgumentException Error(string what, Container? parent, Exception? inner = null) =>
        new(JsonMessages.CannotBeWritten(Container.PathOf(parent), what), inner);

    /// <summary>A dictionary, list or object that is being written, and the place in it.</summary>
    private sealed class Container
    {
        private const int MaxPathLength = 200;

        private readonly object value;
        private readonly Container? parent;

        /// <exception cref="ArgumentException">The value is one level too deep, or is inside itself.</exception>
        public Container(object value, Container? parent)
        {
            this.value = value;
            this.parent = parent;
            var depth = 1;
            for (var outer = parent; outer is not null; outer = outer.parent)
            {
                depth++;
                if (ReferenceEquals(outer.value, value))
                {
                    throw Error(JsonMessages.ContainsItself(PathOf(outer.parent)), parent);
                }
            }

            if (depth > MaxDepth)
            {
                throw Error(JsonMessages.ValueIsTooDeep(MaxDepth), parent);
            }
        }

        /// <summary>The name of the member that is being written; null in a list.</summary>
        public string? Name { get; set; }

        /// <summary>The index of the element that is being written.</summary>
        public int Index { get; set; }

        /// <summary>The path of what is being written, truncated if it is long.</summary>
        public static string PathOf(Container? container)
        {
            var path = "";
            for (; container is not null; container = container.parent)
            {
                path = (container.Name is null ? $"[{container.Index}]" : "." + container.Name) + path;
            }

            return path.Length < MaxPathLength ? "$" + path : "$" + path.Substring(0, MaxPathLength - 1) + "…";
        }
    }
}
