using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>Problems with a response: its file, its pages, its rows.</summary>
internal static class AnswerMessages
{
    public const string IsReadOnly = "It is read-only.";

    public static string FolderIsFull(string mostNames, string name) =>
        $"The folder already has {mostNames} files named like '{name}'.";

    public static string FileCouldNotBeWritten(string name, string message) =>
        $"The file '{name}' could not be written: {message}";

    public static string DownloadBroke(string label, long done, string message) =>
        string.Format(CultureInfo.InvariantCulture, "The download of {0} broke after {1:#,0} bytes; nothing was kept. {2}", label, done, message);

    public static string DownloadEndedEarly(string label, long done, long length) =>
        string.Format(CultureInfo.InvariantCulture, "The download of {0} ended after {1:#,0} of {2:#,0} bytes; nothing was kept.", label, done, length);

    public static string DownloadStalled(string label, double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "The download of {0} stalled for {1:0.###} s (-TimeoutSec); nothing was kept.", label, seconds);

    public static string NextPageWithoutRows(int pages, string label, string rowsPath, string progress) =>
        $"Page {pages} of {label} links to a next page but has no rows at '{rowsPath}', so the rest of the list cannot be read. {progress}";

    public static string FewerRowsThanCounted(string label, long rows, long total) =>
        string.Format(CultureInfo.InvariantCulture, "{0} ended after {1}, but Walmart reported {2}. Rows may have changed while the list was being read; if it must be complete, read it again.", label, Plural.Count(rows, "row"), total);

    public static string PagesWereRead(int pages) =>
        $"{Plural.Count(pages, "page")} {Were(pages)} read.";

    public static string RowsWereRead(long rows, long? total, int pages) =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} read, up to page {2}.", total is { } all ? string.Format(CultureInfo.InvariantCulture, "{0} of {1}", rows, Plural.Count(all, "row")) : Plural.Count(rows, "row"), Were(rows), pages);

    public static string NoRowsWhereExpected(string label, string? rowsPath) =>
        $"The response of {label} has no rows at '{rowsPath}', where they were expected; it was written unchanged.";

    public static string ReturnsSamePageRepeatedly(string label, string progress) =>
        $"{label} returns the same page repeatedly. {progress}";

    public static string NextPageIsOnAnotherHost(string label, string host, string progress) =>
        $"The next page of {label} is on another host{host}; it is not followed. {progress}";

    private static string Were(long number) => number == 1 ? "was" : "were";
}
