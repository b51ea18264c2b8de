using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace WalmartAuth.Json;

/// <summary>
/// JSON for request bodies. Puts what ConvertTo-Json would, with two differences: what is nested too deeply is an
/// error instead of being cut off in silence, and so is what would lose or give away a secret.
/// </summary>
internal sealed class JsonWriter
{
    private readonly StringBuilder _output = new();
    private readonly JsonWriterPath _path = new();

    private JsonWriter()
    {
    }

    /// <summary>Writes a value: dictionaries, PSObjects, lists, scalars, or any object by its public properties.</summary>
    /// <exception cref="ArgumentException">
    /// The value is nested deeper than <see cref="JsonWriterPath.MaxDepth"/>, contains itself, or holds what JSON has no
    /// form for, such as NaN or a secure string. The message says where.
    /// </exception>
    public static string Write(object? value)
    {
        var writer = new JsonWriter();
        writer.Value(value);
        return writer._output.ToString();
    }

    private void Value(object? value)
    {
        var wrapper = value as PSObject;
        if (wrapper is not null && wrapper.BaseObject is not PSCustomObject)
        {
            value = wrapper.BaseObject;
        }

        if (JsonScalar.TryWrite(_output, value, _path))
        {
            return;
        }

        _path.Enter(value!);
        switch (value)
        {
            case IDictionary dictionary:
                Dictionary(dictionary, wrapper);
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                Pairs(pairs);
                break;
            case IEnumerable list:
                List(list);
                break;
            default:
                Properties(wrapper ?? PSObject.AsPSObject(value));
                break;
        }

        _path.Leave();
    }

    private void Dictionary(IDictionary dictionary, PSObject? wrapper)
    {
        _output.Append('{');
        bool first = true;
        foreach (DictionaryEntry entry in dictionary)
        {
            var key = entry.Key.Unwrap()!;
            Member(Convert.ToString(key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value, ref first);
        }

        if (wrapper is not null)
        {
            Added(wrapper, dictionary, ref first);
        }

        _output.Append('}');
    }

    /// <summary>Properties that Add-Member put on a dictionary.</summary>
    private void Added(PSObject wrapper, IDictionary dictionary, ref bool first)
    {
        foreach (PSPropertyInfo property in wrapper.Properties)
        {
            bool isAdded = property.IsInstance && property.MemberType != PSMemberTypes.Property;
            if (isAdded && !dictionary.Contains(property.Name))
            {
                Member(property.Name, Read(property), ref first);
            }
        }
    }

    private void Pairs(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        _output.Append('{');
        bool first = true;
        foreach (KeyValuePair<string, object?> pair in pairs)
        {
            Member(pair.Key, pair.Value, ref first);
        }

        _output.Append('}');
    }

    private void List(IEnumerable list)
    {
        _output.Append('[');
        int index = 0;
        foreach (object? element in list)
        {
            if (index > 0)
            {
                _output.Append(',');
            }

            _path.Step(index++);
            Value(element);
        }

        _output.Append(']');
    }

    private void Properties(PSObject source)
    {
        _output.Append('{');
        bool first = true;
        foreach (PSPropertyInfo property in source.Properties)
        {
            if (property.IsGettable)
            {
                Member(property.Name, Read(property), ref first);
            }
        }

        _output.Append('}');
    }

    private void Member(string name, object? value, ref bool first)
    {
        if (!first)
        {
            _output.Append(',');
        }

        first = false;
        _path.Step(name);
        JsonEscape.Append(_output, name);
        _output.Append(':');
        Value(value);
    }

    private object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (Exception e) when (e is GetValueException or ExtendedTypeSystemException)
        {
            _path.Step(property.Name);
            throw _path.Error("cannot be read", e);
        }
    }
}
