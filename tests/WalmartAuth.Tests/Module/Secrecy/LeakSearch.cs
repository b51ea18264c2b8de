using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Tests.Module.Secrecy;

/// <summary>Searches an object in every way in which it could be shown, printed or serialized.</summary>
internal sealed class LeakSearch
{
    /// <summary>Types that describe code, not a call; only their text is searched.</summary>
    public static readonly Type[] Code = [typeof(MemberInfo), typeof(Assembly), typeof(System.Reflection.Module), typeof(CommandInfo), typeof(PSModuleInfo)];

    private const int Depth = 7;

    private static readonly JsonSerializerOptions Json = new()
    {
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new CodeByName() },
    };

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Where the canaries were found.</summary>
    public List<string> Leaks { get; } = [];

    public void Text(string channel, string? text)
    {
        if (Canaries.Find(text) is { } found)
        {
            Leaks.Add($"{channel}: {found}");
        }
    }

    /// <summary>The object itself, its CliXml, its JSON, its text and everything it references.</summary>
    public void Object(string channel, object? value)
    {
        if (value is null)
        {
            return;
        }

        Text(channel + " CliXml", PSSerializer.Serialize(value, 5));
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        try
        {
            Text(channel + " JSON", JsonSerializer.Serialize(bare, bare.GetType(), Json));
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or JsonException or TargetInvocationException)
        {
            // It cannot be converted to JSON; the walk below searches the same properties.
        }

        Walk(channel, value, Depth);
    }

    private void Walk(string channel, object? value, int depth)
    {
        if (value is PSObject wrapped)
        {
            foreach (var property in wrapped.Properties.Where(p => p is PSNoteProperty))
            {
                Walk($"{channel}.{property.Name}", property.Value, depth - 1);
            }

            value = wrapped.BaseObject;
        }

        if (value is null or SecureString || depth < 0)
        {
            return;
        }

        Text(channel, value is char[] characters ? new string(characters) : value as string ?? value.ToString());
        var type = value.GetType();
        if (value is string || type.IsPrimitive || type.IsEnum || value is Delegate || Code.Any(c => c.IsInstanceOfType(value)) || !seen.Add(value))
        {
            return;
        }

        if (value is byte[] bytes)
        {
            Text(channel, System.Text.Encoding.UTF8.GetString(bytes));
            return;
        }

        if (value is IDictionary table)
        {
            foreach (DictionaryEntry entry in table)
            {
                Walk($"{channel}[key]", entry.Key, depth - 1);
                Walk($"{channel}[{entry.Key}]", entry.Value, depth - 1);
            }
        }
        else if (value is IEnumerable list)
        {
            foreach (var item in list)
            {
                Walk($"{channel}[]", item, depth - 1);
            }
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0))
        {
            object? inner;
            try
            {
                inner = property.GetValue(value);
            }
            catch (Exception e) when (e is TargetInvocationException or NotSupportedException)
            {
                continue;
            }

            Walk($"{channel}.{property.Name}", inner, depth - 1);
        }
    }

    // A command's definition takes longer than the rest of an error.
    private sealed class CodeByName : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) => Code.Any(c => c.IsAssignableFrom(typeToConvert));

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString() ?? "");
    }
}
