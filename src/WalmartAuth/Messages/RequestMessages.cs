using System.Globalization;
using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>Messages about building a request and reading its response: paths, bodies, script blocks, pages.</summary>
internal static class RequestMessages
{
    public static string IsAnotherGateway(string host, string displayName) =>
        $"{host} is a different Walmart gateway from this session's ({displayName}), which would not accept its token. Nothing was sent.";

    public const string UsePathOrConnect = "Use a path, or connect to that program and environment.";

    public static string IsAnotherHost(string host, string displayName) =>
        $"{host} is not this session's host ({displayName}), so the token is not sent there. Nothing was sent.";

    public static string IsNotPath(string path) =>
        $"'{path}' is neither a path nor an http or https address. Nothing was sent.";

    public const string UsePath = "Use a path such as /v3/orders.";

    public static string PageWasRead(string target, int page, int? rows) =>
        string.Format(CultureInfo.InvariantCulture, "{0}: page {1}, {2}.", target, page, rows is { } count ? Plural.Count(count, "row") : "no list of rows");

    public static string FormValueIsFileName(string name, string value) =>
        $"The form field '{name}' is sent as the text '{value}', although a file of this name exists. To send the file: -Form @{{ {name} = Get-Item {PSLiteral.Quote(value)} }}.";

    public static string ListIsEmpty(string message) =>
        $"The list is empty: {message}";

    public static string ListEndsHere(string message) =>
        $"The list ends here: {message}";

    public static string CursorExpired(string message, string progress) =>
        $"{message} {progress} A cursor expires after about two minutes, so two pages must not be further apart than that.";

    public const string StartAgain = "Start again, and process the rows after all of them have been read: $rows = Invoke-WalmartApi …";

    public static string MorePages(string progress) =>
        $"There are more pages: {progress} Raise or omit -MaxPages to read the rest.";

    public static string AnswerCannotBeRead(HttpMethod method, string path, string message) =>
        $"The response to {method} {path} could not be read: {message}";

    public const string NothingWasSent = "Nothing was sent.";

    public static string ScriptReturnedNothing(string parameter) =>
        $"The script block of {parameter} returned nothing.";

    public static string ScriptFailed(string parameter, string message, string consequence) =>
        $"The script block of {parameter} failed: {message}. {consequence}";

    public static string ScriptHasNoInput(string parameter, string name) =>
        $"The script block of {parameter} uses $_.{name}, but nothing was piped in.";

    public const string PipeObjects = "Pipe objects in, for example: Import-Csv prices.csv | Invoke-WalmartApi …";

    public static string ScriptReadsMissingProperty(string parameter, string name, string found) =>
        $"The script block of {parameter} uses $_.{name}, and its pipeline object has no such property (found: {found}).";

    public static string CorrectPropertyName(string name) =>
        $"Correct the name, or, if the property is optional, test it first: if ($_.{name}) {{ … }}.";

    public static string WithNothingSent(string message) =>
        message + " Nothing was sent.";

    public static string IsNotPathSegment(string value) =>
        $"'{value}' cannot be a segment of a path. Nothing was sent.";

    public static string ValueIsNotText(string kind, string name) =>
        $"The value of the {kind} '{name}' is a hashtable or an object, which has no text form. Nothing was sent.";

    public const string UseText = "Use a string, a number, a date, or a list of them.";

    public static string PathHasNoInput(string template, string name) =>
        $"'{template}' needs {{{name}}} from a pipeline object, but nothing was piped in.";

    public const string PipeObjectsForPath = "Pipe objects in, for example: Import-Csv skus.csv | Invoke-WalmartApi '/v3/items/{sku}'.";

    public static string HasNoProperty(string names) =>
        $"has no such property (found: {names})";

    public const string HasSeveralValues = "has several values";

    public const string HasNoValue = "has no value";

    public static string PathCannotBeFilled(string template, string name, string what) =>
        $"'{template}' needs {{{name}}} from the pipeline object, which {what}. Nothing was sent.";

    public static string FilterInput(string name) =>
        $"Make sure every input object has one value as '{name}', or filter out those without.";

    public const string PathHasNul = "A path cannot contain a NUL character.";

    public static string PathIsNotFile(string path, string name) =>
        $"'{path}' is a {name} path, not a file path.";

    public static string IsNotValidPath(string path, string message) =>
        $"'{path}' is not a valid path: {message}";

    public const string UseFilePath = "Use the path of a file.";

    public static string UntilReturnedSeveral(int resultCount) =>
        $"The script block of -Until returned {resultCount} values, so the result is ambiguous. Polling has ended.";

    public const string ReturnOneValue = "Return one value; to test a list, compare it as a whole, for example: -Until { -not ($_.items -match 'INPROGRESS') }.";

    public const string PollingHasEnded = "Polling has ended.";

    public const string UntilWasLeft = "The script block of -Until failed: it ended with break, continue or exit. Polling has ended.";

    public const string ReturnTrueOrFalse = "Return $true or $false.";

    public const string NoAnswerYet = "no response yet";

    public static string PollFailed(string failure) =>
        $"polling continues after a failure. {failure}";

    public const string UntilIsNotTrueYet = "-Until is not true yet";

    public static string PollTimedOut(double seconds, int polls, string label, string? missing, string? state, string? failure) =>
        string.Format(CultureInfo.InvariantCulture, "-Until was not true within {0:0} s (-PollTimeoutSec), after {1} of {2}.", seconds, Plural.Count(polls, "poll"), label)
        + (missing is not null ? $" The last response has no property {missing}, which -Until reads." : state is not null ? $" The last response has {state}." : "")
        + (failure is null ? "" : $" The last poll failed: {failure}");

    public static string SeveralAreWaitedFor(int count, string target, string state) =>
        string.Format(CultureInfo.InvariantCulture, "waiting for {0}; {1}: {2}", count, target, state);

    public const string WaitingForUntil = "Waiting for -Until";

    public static string BodyIsNotJson(string message) =>
        $"The body cannot be written as JSON: {message} Nothing was sent.";

    public static string StreamCannotBeRead(string message) =>
        $"The stream of -Body cannot be read: {message} Nothing was sent.";

    public static string FormFieldHasNoValue(object key) =>
        $"The form field '{key}' has no value.";

    public static string UnknownCharset(string? charset) =>
        $"The charset '{charset}' of -ContentType is not supported. Nothing was sent.";

    public const string UseUtf8 = "Use utf-8, or pass the body as bytes.";

    public static string FileCannotBeRead(string path, string message) =>
        $"The file '{path}' cannot be read: {message} Nothing was sent.";

    public const string CheckAccess = "Check that you have access to the file, and that no other program is writing it.";

    public static string FileIsMissing(string path) =>
        $"There is no file '{path}'. Nothing was sent.";

    public const string CheckPath = "Check the path. A relative path starts at PowerShell's current location.";

    public static string FileDisappeared(string path, string message) =>
        $"The file '{path}' can no longer be read: {message}";

    public static string IsNotMediaType(string contentType) =>
        $"'{contentType}' is not a media type.";

    public const string UseMediaType = "Use a media type such as application/json.";

    public static string TokenHeaderIsReplaced(string name) =>
        $"The header {name} carries the session's token, so the value in -Headers is ignored. To use another token, connect with -AccessToken.";

    public static string AnswerIsNotXml(string label, int lineNumber, int linePosition) =>
        $"The response to {label} is declared as XML but is not valid XML (line {lineNumber}, position {linePosition}).";

    public static string PagesAreXml(string label) =>
        $"The response to {label} is XML, and paging needs JSON.";

    public const string AskForJson = "Omit -All and -MaxPages, or request JSON.";

    public static string AnswerIsFile(string label, string type) =>
        $"The response to {label} is a file{type}, not JSON.";

    public const string SaveWithOutFile = "Save it with -OutFile.";

    public static string AnswerIsNotJson(string label, string type, string message, string head) =>
        $"The response to {label}{type} is not JSON ({message}). It begins: {head}";
}
