namespace WalmartAuth.Messages;

/// <summary>JSON that cannot be read or written.</summary>
internal static class JsonMessages
{
    public static string Expected(string expected, string text) =>
        $"The JSON text should have {expected} but {text}";

    public const string DigitAfterMinus = "a digit after '-'";

    public const string NoDigitAfterLeadingZero = "no digit after a leading zero";

    public const string DigitAfterPoint = "a digit after '.'";

    public const string DigitInExponent = "a digit in the exponent";

    public static string IntegerIsTooLong(int maxIntegerDigits) =>
        $"The JSON text has an integer of more than {maxIntegerDigits} digits";

    public const string NothingAfterValue = "nothing after its value";

    public static string TextIsTooDeep(int maxDepth) =>
        $"The JSON text is nested deeper than {maxDepth} levels";

    public const string NameInQuotes = "a name in quotes";

    public const string NoControlCharacterInString = "no control character in a string";

    public const string StringsClosingQuote = "a string's closing quote";

    public const string KnownEscape = "a known escape after '\\'";

    public const string HexadecimalDigits = "four hexadecimal digits after '\\u'";

    public const string ConvertToString = "convert it to the string to send";

    public const string SendResultInstead = "send its result instead";

    public const string SendNameInstead = "send its name instead";

    public const string SendOuterXmlInstead = "send its OuterXml instead";

    public static string HasNoJsonForm(string what) =>
        $"is {what}, which JSON cannot express";

    public const string CannotBeRead = "cannot be read";

    public static string CannotBeWritten(string parent, string what) =>
        $"The value at '{parent}' cannot be written as JSON: it {what}.";

    public static string ContainsItself(string parent) =>
        $"contains itself: it is the same object as '{parent}'";

    public static string ValueIsTooDeep(int maxDepth) =>
        $"is nested deeper than {maxDepth} levels; choose the properties to send, for example with Select-Object";
}
