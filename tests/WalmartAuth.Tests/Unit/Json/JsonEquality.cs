using System.Globalization;
using System.Numerics;
using System.Text.Json;
using WalmartAuth.Json;

namespace WalmartAuth.Tests.Unit.Json;

/// <summary>Whether two parsed values mean the same.</summary>
internal static class JsonEquality
{
    /// <summary>Compares two trees; the order of an object's members matters only if requested.</summary>
    public static bool Same(object? left, object? right, bool ordered = true) => (left, right) switch
    {
        (JsonObject a, JsonObject b) => SameMembers(a, b, ordered),
        (object?[] a, object?[] b) => a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second, ordered)),
        (double a, decimal b) => a.Equals(double.Parse(b.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        (decimal a, decimal b) => a == b && (a == 0 || a.Scale == b.Scale),
        (decimal { Scale: 0 } a, long b) => a == b,
        (decimal { Scale: 0 } a, BigInteger b) => (BigInteger)a == b,
        _ => Equals(left, right),
    };

    /// <summary>Compares with the result of System.Text.Json.</summary>
    public static bool Same(object? ours, JsonElement theirs) => theirs.ValueKind switch
    {
        JsonValueKind.Object => ours is JsonObject o && SameMembers(o, theirs),
        JsonValueKind.Array => ours is object?[] a && a.Length == theirs.GetArrayLength()
            && a.Zip(theirs.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        JsonValueKind.String => ours is string s && s == theirs.GetString(),
        JsonValueKind.Number => SameNumber(ours, theirs),
        JsonValueKind.True => ours is true,
        JsonValueKind.False => ours is false,
        _ => ours is null,
    };

    private static bool SameMembers(JsonObject left, JsonObject right, bool ordered) =>
        left.Count == right.Count
        && (!ordered || left.Select(m => m.Key).SequenceEqual(right.Select(m => m.Key)))
        && left.All(m => right.TryGetValue(m.Key, out object? other) && Same(m.Value, other, ordered));

    private static bool SameMembers(JsonObject ours, JsonElement theirs)
    {
        // The last of two equal names wins on both sides.
        Dictionary<string, JsonElement> last = [];
        foreach (JsonProperty property in theirs.EnumerateObject())
        {
            last[property.Name] = property.Value;
        }

        return ours.Count == last.Count && ours.All(m => last.TryGetValue(m.Key, out JsonElement other) && Same(m.Value, other));
    }

    private static bool SameNumber(object? ours, JsonElement theirs)
    {
        string text = theirs.GetRawText();
        bool isInteger = text.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        return ours switch
        {
            long n => isInteger && n == theirs.GetInt64(),
            BigInteger n => isInteger && !theirs.TryGetInt64(out _) && n == BigInteger.Parse(text, CultureInfo.InvariantCulture),
            decimal n => !isInteger && Normal(text) == Normal(n.ToString(CultureInfo.InvariantCulture)),
            double n => !isInteger && !IsDecimal(text) && n.Equals(theirs.GetDouble()),
            _ => false,
        };
    }

    private static bool IsDecimal(string text)
    {
        (BigInteger digits, int exponent) = Normal(text);
        return exponent is >= -28 and <= 28 && BigInteger.Abs(digits) * BigInteger.Pow(10, Math.Max(0, exponent)) <= (BigInteger)decimal.MaxValue;
    }

    /// <summary>A number's digits without trailing zeros, and their power of ten.</summary>
    private static (BigInteger Digits, int Exponent) Normal(string text)
    {
        string[] parts = text.ToLowerInvariant().Split('e');
        int exponent = parts.Length > 1 ? Clamp(BigInteger.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) : 0;
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        BigInteger digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        while (!digits.IsZero && (digits % 10).IsZero)
        {
            digits /= 10;
            exponent++;
        }

        return (digits, digits.IsZero ? 0 : exponent);
    }

    private static int Clamp(BigInteger exponent) => (int)BigInteger.Max(-1_000_000, BigInteger.Min(exponent, 1_000_000));
}
