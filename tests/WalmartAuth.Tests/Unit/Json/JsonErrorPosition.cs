using System.Globalization;
using System.Text.RegularExpressions;
using WalmartAuth.Json;

namespace WalmartAuth.Tests.Unit.Json;

/// <summary>The position in an error about JSON text.</summary>
internal static partial class JsonErrorPosition
{
    public static int Position(this JsonFormatException error) =>
        int.Parse(Ending().Match(error.Message).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(at character (\d+)\)\.$")]
    private static partial Regex Ending();
}
