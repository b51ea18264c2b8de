using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace WalmartAuth.HelpGenerator;

/// <summary>Fits text to a width: a table as columns, and text wrapped at spaces.</summary>
internal static class TableText
{
    private const string Gap = "  ";
    private const int NarrowestColumn = 8;

    /// <summary>The lines of the table, with cells wrapped to fit the width.</summary>
    public static IEnumerable<string> Lines(Table table, int width)
    {
        string[][] rows = [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Text).ToArray())];
        var widths = Fit(rows, width);
        var lines = rows.SelectMany((row, index) => RowLines(row, widths).Select(line => (line, index))).ToList();
        lines.Insert(lines.Count(line => line.index == 0), (string.Join(Gap, widths.Select(column => new string('-', column))), 0));
        return lines.Select(line => line.line);
    }

    /// <summary>The lines of a text, none wider than the width except for a single long word. An empty text is one empty line.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (var part in text.Split('\n'))
        {
            var line = "";
            foreach (var word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
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

    private static string Text(TableCell cell) => string.Join(' ', cell.OfType<LeafBlock>().Select(block => PlainText.Of(block.Inline))).Replace('\n', ' ');

    private static int[] Fit(string[][] rows, int width)
    {
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => Math.Max(1, rows.Max(row => Cell(row, column).Length)))];
        var free = width - (Gap.Length * (widths.Length - 1));
        while (widths.Sum() > free && widths.Max() > NarrowestColumn)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static IEnumerable<string> RowLines(string[] row, int[] widths)
    {
        string[][] cells = [.. widths.Select((width, column) => Wrap(Cell(row, column), width).ToArray())];
        return Enumerable.Range(0, cells.Max(cell => cell.Length))
            .Select(line => string.Join(Gap, cells.Select((cell, column) => Cell(cell, line).PadRight(widths[column]))).TrimEnd());
    }

    private static string Cell(string[] row, int index) => index < row.Length ? row[index] : "";
}
