using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace WalmartAuth.HelpGenerator.Text;

/// <summary>A table, rendered as columns of plain text.</summary>
internal static class TableText
{
    private const string Gap = "  ";
    private const int NarrowestColumn = 8;

    /// <summary>The table's lines: cells are wrapped so that they fit the width.</summary>
    public static string Of(Table table, int width)
    {
        string[][] rows = [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(CellText).ToArray())];
        int columns = rows.Max(row => row.Length);
        int[] widths = Fit(rows, columns, width);
        var lines = new List<string>();
        for (int index = 0; index < rows.Length; index++)
        {
            lines.AddRange(RowLines(rows[index], widths));
            if (index == 0)
            {
                lines.Add(string.Join(Gap, widths.Select(column => new string('-', column))));
            }
        }

        return string.Join('\n', lines);
    }

    private static string CellText(TableCell cell) =>
        string.Join(' ', cell.OfType<LeafBlock>().Select(block => InlineText.Of(block.Inline))).Replace('\n', ' ');

    private static int[] Fit(string[][] rows, int columns, int width)
    {
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => Math.Max(1, rows.Max(row => Cell(row, column).Length)))];
        int free = width - (Gap.Length * (columns - 1));
        while (widths.Sum() > free && widths.Max() > NarrowestColumn)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static IEnumerable<string> RowLines(string[] row, int[] widths)
    {
        string[][] cells = [.. widths.Select((width, column) => WordWrap.Lines(Cell(row, column), width).ToArray())];
        for (int line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            yield return string.Join(Gap, cells.Select((cell, column) => Cell(cell, line).PadRight(widths[column]))).TrimEnd();
        }
    }

    private static string Cell(string[] row, int index) => index < row.Length ? row[index] : "";
}
