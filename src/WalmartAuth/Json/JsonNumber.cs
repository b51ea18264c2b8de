namespace WalmartAuth.Json;

/// <summary>Reads numbers: the common short ones by hand, the rest through <see cref="JsonLongNumber"/>.</summary>
internal static class JsonNumber
{
    // The most digits that fit a long whatever they are, and a ulong likewise.
    private const int LongDigits = 18;
    private const int UlongDigits = 19;
    private const int MaxDecimalScale = 28;

    // Far beyond every double, far below where adding digits to it could overflow.
    private const int ExponentLimit = 100_000_000;

    private static readonly object[] Small = CreateSmall();

    /// <summary>Reads the number at <paramref name="position"/> and moves past it.</summary>
    public static object Read(string text, ref int position)
    {
        int start = position;
        int i = start;
        bool negative = At(text, i) == '-';
        if (negative)
        {
            i++;
        }

        ulong digits = 0;
        int significant = 0;
        int first = i;
        i = Digits(text, i, ref digits, ref significant);
        if (i == first)
        {
            throw JsonFormatException.Expected(negative ? "a digit after '-'" : "a value", text, i);
        }

        if (i > first + 1 && text[first] == '0')
        {
            throw JsonFormatException.Expected("no digit after a leading zero", text, first + 1);
        }

        int scale = 0;
        bool isInteger = true;
        if (At(text, i) == '.')
        {
            isInteger = false;
            int point = i;
            i = Digits(text, point + 1, ref digits, ref significant);
            scale = i - point - 1;
            if (scale == 0)
            {
                throw JsonFormatException.Expected("a digit after '.'", text, i);
            }
        }

        int mantissaEnd = i;
        if (At(text, i) is 'e' or 'E')
        {
            isInteger = false;
            scale -= Exponent(text, ref i);
        }

        position = i;
        if (isInteger)
        {
            return significant <= LongDigits
                ? Box(negative ? -(long)digits : (long)digits)
                : JsonLongNumber.Integer(text, start, i);
        }

        if (significant <= UlongDigits && scale is >= 0 and <= MaxDecimalScale)
        {
            return new decimal((int)digits, (int)(digits >> 32), 0, negative && digits != 0, (byte)scale);
        }

        return JsonLongNumber.Fraction(text, start, first, mantissaEnd, i, scale);
    }

    private static char At(string text, int i) => i < text.Length ? text[i] : '\0';

    /// <summary>Reads digits; those beyond what a <see cref="ulong"/> holds are only counted.</summary>
    private static int Digits(string text, int i, ref ulong digits, ref int significant)
    {
        for (; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                break;
            }

            if (significant == 0 && digit == 0)
            {
                continue;
            }

            if (significant++ < UlongDigits)
            {
                digits = (digits * 10) + digit;
            }
        }

        return i;
    }

    private static int Exponent(string text, ref int i)
    {
        i++;
        bool negative = At(text, i) == '-';
        if (negative || At(text, i) == '+')
        {
            i++;
        }

        int exponent = 0;
        int first = i;
        for (; i < text.Length && text[i] is >= '0' and <= '9'; i++)
        {
            if (exponent < ExponentLimit)
            {
                exponent = (exponent * 10) + (text[i] - '0');
            }
        }

        if (i == first)
        {
            throw JsonFormatException.Expected("a digit in the exponent", text, i);
        }

        return negative ? -exponent : exponent;
    }

    private static object Box(long value) =>
        value >= 0 && value < Small.Length ? Small[value] : value;

    private static object[] CreateSmall()
    {
        var small = new object[256];
        for (int i = 0; i < small.Length; i++)
        {
            small[i] = (long)i;
        }

        return small;
    }
}
