namespace WalmartAuth.Common;

/// <summary>The number of letters to add, remove or replace to turn one word into another (Levenshtein).</summary>
internal static class EditDistance
{
    public static int Between(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = previous[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(row[j - 1], previous[j]) + 1, replaced);
            }

            previous = row;
        }

        return previous[other.Length];
    }
}
