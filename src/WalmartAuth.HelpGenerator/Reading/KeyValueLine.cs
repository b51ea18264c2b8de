namespace WalmartAuth.HelpGenerator.Reading;

/// <summary>A <c>key: value</c> line.</summary>
/// <param name="Key">What stands before the first colon.</param>
/// <param name="Value">What stands after it; may be empty.</param>
/// <param name="Line">The line of the page, from 1.</param>
internal sealed record KeyValueLine(string Key, string Value, int Line)
{
    /// <summary>Reads lines, of which empty ones are skipped, and notes those without a colon, unknown keys and doublets.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="firstLine">The line of the page where they begin, from 1.</param>
    /// <param name="known">The keys that may be used.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static List<KeyValueLine> ReadAll(IEnumerable<string> lines, int firstLine, string[] known, ProblemList problems)
    {
        var read = new List<KeyValueLine>();
        int number = firstLine;
        foreach (string line in lines)
        {
            if (line.Trim().Length > 0 && TryRead(line, number, known, read, problems) is { } pair)
            {
                read.Add(pair);
            }

            number++;
        }

        return read;
    }

    private static KeyValueLine? TryRead(string line, int number, string[] known, List<KeyValueLine> before, ProblemList problems)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            problems.Add(number, $"'{line.Trim()}' is not a 'key: value' line");
            return null;
        }

        string written = line[..colon].Trim();
        string? key = Array.Find(known, name => name.Equals(written, StringComparison.OrdinalIgnoreCase));
        if (key is null)
        {
            problems.Add(number, $"unknown key '{written}'; known are {string.Join(", ", known)}");
            return null;
        }

        if (before.Exists(pair => pair.Key == key))
        {
            problems.Add(number, $"'{key}' stands here twice");
            return null;
        }

        return new KeyValueLine(key, line[(colon + 1)..].Trim(), number);
    }
}
