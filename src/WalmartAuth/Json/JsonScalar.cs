using System.Globalization;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Numerics;
using System.Text;

namespace WalmartAuth.Json;

/// <summary>Writes the values that are neither an object nor an array in JSON.</summary>
internal static class JsonScalar
{
    private const string IsoTime = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    /// <summary>Writes a scalar, or returns false where the value is a container.</summary>
    /// <exception cref="ArgumentException">JSON has no form for the value, or it would lose or give away a secret.</exception>
    public static bool TryWrite(StringBuilder output, object? value, JsonWriterPath path)
    {
        switch (value)
        {
            case null or DBNull or NullString:
            case not null when ReferenceEquals(value, AutomationNull.Value):
                output.Append("null");
                return true;
            case string text:
                JsonEscape.Append(output, text);
                return true;
            case bool truth:
                output.Append(truth ? "true" : "false");
                return true;
            case Enum name:
                JsonEscape.Append(output, name.ToString());
                return true;
            case char or Guid or Version:
                JsonEscape.Append(output, value.ToString());
                return true;
            case int or long or short or byte or uint or ulong or ushort or sbyte or decimal or BigInteger:
                output.Append(Invariant((IFormattable)value));
                return true;
            case double number:
                output.Append(Double(number, path));
                return true;
            case float number:
                output.Append(Single(number, path));
                return true;
            case DateTime time:
                Quoted(output, time.ToString(IsoTime, CultureInfo.InvariantCulture));
                return true;
            case DateTimeOffset time:
                Quoted(output, time.Offset == TimeSpan.Zero
                    ? time.UtcDateTime.ToString(IsoTime, CultureInfo.InvariantCulture)
                    : time.ToString(IsoTime, CultureInfo.InvariantCulture));
                return true;
            case TimeSpan span:
                Quoted(output, span.ToString("c", CultureInfo.InvariantCulture));
                return true;
            case Uri uri:
                JsonEscape.Append(output, uri.OriginalString);
                return true;
            case byte[] bytes:
                Quoted(output, Convert.ToBase64String(bytes));
                return true;
            default:
                JsonRefusal.Check(value, path);
                return TryWriteNewer(output, value);
        }
    }

    /// <summary>Scalars of newer .NET versions, which netstandard2.0 can name only by their text.</summary>
    private static bool TryWriteNewer(StringBuilder output, object value)
    {
        switch (value.GetType().FullName)
        {
            case "System.DateOnly" or "System.TimeOnly":
                Quoted(output, ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                return true;
            case "System.Int128" or "System.UInt128":
                output.Append(Invariant((IFormattable)value));
                return true;
            default:
                return false;
        }
    }

    private static string Double(double number, JsonWriterPath path)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw path.Error($"is {Invariant(number)}, which JSON has no form for");
        }

        // On .NET Framework "R" is one bit off for a few numbers.
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        bool same = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && read.Equals(number);
        return WithPoint(same ? text : number.ToString("G17", CultureInfo.InvariantCulture));
    }

    private static string Single(float number, JsonWriterPath path) =>
        float.IsNaN(number) || float.IsInfinity(number)
            ? Double(number, path)
            : WithPoint(number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Keeps a whole number recognisable as a fraction type, as ConvertTo-Json does.</summary>
    private static string WithPoint(string number) => number.IndexOfAny(['.', 'E']) < 0 ? number + ".0" : number;

    private static string Invariant(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static void Quoted(StringBuilder output, string plain) => output.Append('"').Append(plain).Append('"');
}
