namespace WalmartAuth.HelpGenerator.Text;

/// <summary>Wraps running text at its spaces.</summary>
internal static class WordWrap
{
    /// <summary>The lines of a text, none wider than the width unless a single word is. An empty text is one empty line.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        foreach (string part in text.Split('\n'))
        {
            string line = "";
            foreach (string word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = word;
                }
                else
                {
                    line += line.Length == 0 ? word : " " + word;
                }
            }

            yield return line;
        }
    }
}
