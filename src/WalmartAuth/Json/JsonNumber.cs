using System.Globalization;
using System.Numerics;

namespace WalmartAuth.Json;

/// <summary>
/// JSON numbers. Integers become <see cref="long"/> or <see cref="BigInteger"/>; other numbers become <see cref="decimal"/>
/// if it represents them exactly, and <see cref="double"/> if not.
/// </summary>
internal static class JsonNumber
{
    // A longer integer is not a quantity, and parsing time grows with the square of its length.
    private const int MaxIntegerDigits = 1000;

    // Any number of this many digits fits in a long.
    private const int LongDigits = 18;

    /// <summary>Reads the number at <paramref name="position"/> and moves past it.</summary>
    public static object Read(string text, ref int position)
    {
        var start = position;
        var isNegative = At(text, position) == '-';
        position += isNegative ? 1 : 0;
        var first = position;
        long value = 0;
        var digits = ReadDigits(text, ref position, ref value, isNegative ? JsonMessages.DigitAfterMinus : "a value");
        if (digits > 1 && text[first] == '0')
        {
            throw JsonFormatException.Expected(JsonMessages.NoDigitAfterLeadingZero, text, first + 1);
        }

        var scale = 0;
        if (At(text, position) == '.')
        {
            position++;
            scale = ReadDigits(text, ref position, ref value, JsonMessages.DigitAfterPoint);
        }

        var mantissaEnd = position;
        if (At(text, position) is 'e' or 'E')
        {
            position++;
            position += At(text, position) is '+' or '-' ? 1 : 0;
            long exponent = 0;
            ReadDigits(text, ref position, ref exponent, JsonMessages.DigitInExponent);
        }

        var isInteger = scale == 0 && mantissaEnd == position;
        if (mantissaEnd < position || digits + scale > LongDigits)
        {
            var number = text.Substring(start, position - start);
            return isInteger ? Integer(number, digits, start) : Fraction(number, text.Substring(first, mantissaEnd - first));
        }

        return isInteger
            ? (object)(isNegative ? -value : value)
            : new decimal((int)value, (int)(value >> 32), 0, isNegative && value != 0, (byte)scale);
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';

    /// <summary>Reads at least one digit and returns the number of digits. The value is valid up to <see cref="LongDigits"/>.</summary>
    private static int ReadDigits(string text, ref int position, ref long value, string expected)
    {
        var start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            value = unchecked(value * 10 + (text[position] - '0'));
            position++;
        }

        return position > start ? position - start : throw JsonFormatException.Expected(expected, text, position);
    }

    private static object Integer(string number, int digits, int position)
    {
        if (digits > MaxIntegerDigits)
        {
            throw new JsonFormatException(JsonMessages.IntegerIsTooLong(MaxIntegerDigits), position);
        }

        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? (object)value
            : BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static object Fraction(string number, string mantissa)
    {
        var digits = SignificantDigits(mantissa);
        if (digits.Length == 0)
        {
            return 0m;
        }

        // A decimal rounds what it cannot represent, so its digits show whether it is exact.
        if (decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && SignificantDigits(Math.Abs(exact).ToString(CultureInfo.InvariantCulture)) == digits)
        {
            return exact;
        }

        // .NET Framework returns false, and .NET infinity, for what exceeds a double.
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var nearest)
            ? nearest
            : number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
    }

    private static string SignificantDigits(string mantissa) => mantissa.Replace(".", "").Trim('0');
}
