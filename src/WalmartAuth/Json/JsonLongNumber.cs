using System.Globalization;
using System.Numerics;

namespace WalmartAuth.Json;

/// <summary>The numbers that are too long, or of too large an exponent, for the short way of <see cref="JsonNumber"/>.</summary>
internal static class JsonLongNumber
{
    /// <summary>Longer integers are refused: they are no quantity, and reading them takes time that grows with the square.</summary>
    internal const int MaxIntegerDigits = 1000;

    private const int MaxDecimalDigits = 29;
    private const int MaxDecimalScale = 28;
    private static readonly BigInteger MaxDecimal = new(decimal.MaxValue);

    /// <summary>The integer between two offsets: a <see cref="long"/> where it fits.</summary>
    public static object Integer(string text, int start, int end)
    {
        if (end - start > MaxIntegerDigits)
        {
            throw new JsonFormatException($"The JSON text has an integer of more than {MaxIntegerDigits} digits", start);
        }

        string digits = text.Substring(start, end - start);
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? (object)value
            : BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The number between two offsets: its digits, without the point, divided by ten to the power of
    /// <paramref name="scale"/>. Zeros at the end are given up only where the decimal would not fit otherwise.
    /// </summary>
    public static object Fraction(string text, int start, int firstDigit, int mantissaEnd, int end, int scale)
    {
        string digits = text.Substring(firstDigit, mantissaEnd - firstDigit).Replace(".", string.Empty).TrimStart('0');
        if (digits.Length == 0)
        {
            return 0m;
        }

        int length = digits.Length;
        while (digits[length - 1] == '0' && (scale > MaxDecimalScale || length > MaxDecimalDigits))
        {
            length--;
            scale--;
        }

        bool negative = text[start] == '-';
        bool mayFit = scale <= MaxDecimalScale && length + Math.Max(0L, -(long)scale) <= MaxDecimalDigits;
        return mayFit && Decimal(digits.Substring(0, length), scale, negative) is { } exact
            ? exact
            : Double(text.Substring(start, end - start), negative);
    }

    private static decimal? Decimal(string digits, int scale, bool negative)
    {
        BigInteger mantissa = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (scale < 0)
        {
            mantissa *= BigInteger.Pow(10, -scale);
            scale = 0;
        }

        while (mantissa > MaxDecimal)
        {
            mantissa = BigInteger.DivRem(mantissa, 10, out BigInteger lost);
            if (scale == 0 || !lost.IsZero)
            {
                return null;
            }

            scale--;
        }

        int[] bits = decimal.GetBits((decimal)mantissa);
        return new decimal(bits[0], bits[1], bits[2], negative, (byte)scale);
    }

    private static double Double(string number, bool negative)
    {
        // .NET Framework says false, and .NET infinity, where the number is too large for a double.
        bool fits = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return fits ? value : negative ? double.NegativeInfinity : double.PositiveInfinity;
    }
}
