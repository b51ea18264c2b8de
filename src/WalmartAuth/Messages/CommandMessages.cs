using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>Messages of the cmdlets about their parameters and their pipeline.</summary>
internal static class CommandMessages
{
    public const string TokenCannotBeMaskedHere = "The token was not returned: a job or remote session cannot register it with the CI system's masking, so the log could show it. Get the token in the step itself, or add -NoMask.";

    public static string SystemCannotMask(string system) =>
        $"{system} cannot mask a value that appears during a job: do not write the token to the log. -NoMask hides this warning.";

    public const string NoProxyWithProxy = "-NoProxy cannot be combined with -Proxy or -ProxyCredential.";

    public const string NoCredentialSource = "No credential source: -FromEnvironment is $false.";

    public const string UseCredentialSource = "Use -SecretName, -Credential or -FromEnvironment.";

    public static string ParameterIsEmpty(string parameter) =>
        $"-{parameter} is empty. Nothing was sent.";

    public static string RecordIsSharedToken(string name) =>
        $"{name} is a shared access token, not a credential.";

    public static string NoWildcardsInSecretName(string pattern) =>
        $"{pattern}: -SecretName does not accept wildcards. Nothing was read.";

    public static string LetVaultListSecrets(string pattern, string cmdlet) =>
        $"Name each secret, or let the vault list them: Get-SecretInfo {pattern} | {cmdlet}.";

    public const string ConnectingToWalmart = "Connecting to Walmart";

    public static string NoRecordConnected(int failed, string message) =>
        $"None of the {failed} records could be connected. The first error: {message}";

    public static string NoWildcardsInSessionName(string name) =>
        $"{name}: the name of a session cannot contain wildcard characters. Nothing was sent.";

    public static string RecordIsSession(string name) =>
        $"{name}: this is a connected session, not a record to connect. Nothing was sent.";

    public const string PipeRecords = "Pipe the output of Get-SecretInfo, or rows with a SecretName column.";

    public static string RecordNameIsTaken(string sessionName) =>
        $"{sessionName}: an earlier record of this command has the same name. Nothing was sent for this one.";

    public const string NameEachRecord = "Give each record a unique SessionName property.";

    public static string DisconnectAndRemoveSharedToken(string vault) =>
        $"Disconnect and remove the shared token from vault '{vault}'";

    public static string PipedSessionIsNotNamed(string name) =>
        $"{name}: this session was piped in, but -Session names other sessions.";

    public const string PipeOrNameSessions = "Either pipe sessions in or name them with -Session.";

    public const string PipedSessionWasSerialized = "The piped WalmartSession was deserialized from another process (Start-Job, remoting, Export-Clixml) and has no token.";

    public const string ConnectInThisProcess = "Run Connect-Walmart in this process.";

    public static string SessionPropertyIsEmpty(string name) =>
        $"The pipeline object's {name} property is empty, so its session is unknown.";

    public const string NameSessionOrRemoveProperty = "Name the session with -Session, or remove the property.";

    public static string NoSuchSession(string name) =>
        $"{name}: no Walmart session of this runspace has this name. Nothing was sent.";

    public static string RequestCouldNotBeMade(string message) =>
        $"The request could not be built: {message}";

    public static string OneFileForSeveralSessions(string name, string outFile) =>
        $"With several sessions, -OutFile needs an existing folder or {{{name}}}: '{outFile}' would be written by each of them.";

    public static string UseFileForEachSession(string name) =>
        $"Use, for example, -OutFile '{{{name}}}.json'.";

    public static string RawWithOther(bool asHashtable) =>
        $"-Raw cannot be combined with {(asHashtable ? "-AsHashtable" : "-OutFile")}.";

    public const string AsHashtableWithOutFile = "-AsHashtable cannot be combined with -OutFile.";

    public const string OutFileWithAll = "-OutFile cannot be combined with -All, -MaxPages, -AsResponse or -AsResult.";

    public static string MethodHasNoBody(HttpMethod method) =>
        $"A {method} request has no body.";

    public const string NameMethodWithBody = "Name the method, for example -Method Post; parameters of a GET belong in -Query.";

    public static string AllWithAccept(string accept) =>
        $"-All and -MaxPages need JSON and cannot be combined with -Accept {accept}.";

    public const string LeaveOutAccept = "Leave out -Accept.";

    public static string UntilWithWrite(string method) =>
        $"-Until polls with GET or HEAD and cannot be combined with -Method {method}.";

    public const string WriteThenPoll = "Make the write first, and poll for its result with a GET.";

    public const string UntilWithAll = "-Until cannot be combined with -All, -MaxPages or -OutFile.";

    public const string WaitThenRead = "Wait with -Until first, and then read the list or the file.";

    public static string PollIntervalTooLong(int pollIntervalSec, int pollTimeoutSec) =>
        $"-PollIntervalSec ({pollIntervalSec}) must be less than -PollTimeoutSec ({pollTimeoutSec}).";

    public const string ShortenPollInterval = "Shorten the interval, or allow more time.";

    public static string VariableCannotBeSet(string name, string message) =>
        $"The variable '{name}' cannot be set: {message}";

    public const string UseAnotherName = "Use another name.";

    public static string NothingWasSent(string message) =>
        message + " Nothing was sent.";

    public static string IsNotOneOf(object value, string names) =>
        $"'{value}' is not one of {names}.";

    public static string IsNotWebAddress(object value) =>
        $"'{value}' is not an absolute http or https address.";

    public const string IsNotTable = "It is not a hashtable.";

    public static string IsNot(object value, string type) =>
        $"'{value}' is not a {type}.";

    public static string SeveralSessionsMatch(object? name, int count, string found) =>
        $"{name}: {count} sessions match, but only one can be the default: {found}.";

    public const string NameOneSession = "Name exactly one session.";

    public const string SessionWasSerialized = "This WalmartSession was deserialized from another process (Start-Job, remoting, Export-Clixml) and has no token, because tokens are never serialized. Run Connect-Walmart in this process, with -SecretName or -FromEnvironment; or use Start-ThreadJob or ForEach-Object -Parallel, which stay in this process.";

    public const string SessionParameterTakes = "-Session accepts sessions, session names and wildcards.";

    public const string TestWouldUseUpCode = "An authorization code can be exchanged only once, and a test would use it up. Nothing was sent.";

    public const string ConnectWithCode = "Use it to connect: Connect-Walmart -AuthorizationCode.";

    public const string TestingWalmartCredentials = "Testing Walmart credentials";

    public const string PipelineIsEmpty = "The pipeline is empty, so no credential was tested.";

    public const string CheckPipedObjects = "Check the command before the pipe: Get-SecretInfo lists secrets, Get-WalmartSession -All lists sessions.";

    public const string PipedObjectIsNoTarget = "The pipeline object is not a session, a session name or a record with a SecretName property. Nothing was sent.";

    public const string PipeTargets = "Pipe the output of Get-SecretInfo or Get-WalmartSession.";

    public static string PipedSessionAndSession(string name) =>
        $"{name}: this session was piped in, but -Session names other sessions. Nothing was sent.";

    public const string LeaveSessionOut = "Leave -Session out.";

    public const string ThereIsAlwaysCandidate = "No candidate was tested.";

    public static string StoreCorrectedCredential(string secret, string? vault) =>
        $"Store the corrected credential: Set-Secret {secret}{(vault is not null ? $" -Vault {PSLiteral.Quote(vault)}" : "")} -Secret (Get-Credential).";

    public const string CorrectVariables = "Correct WALMART_CLIENT_ID or WALMART_CLIENT_SECRET where your CI system stores it.";

    public const string CorrectPrefixedVariables = "Correct the client id and secret variables where your CI system stores them.";

    public const string PassCorrectedCredential = "Pass the corrected credential with -Credential.";

    public static string SessionWithOther(string refused, string displayName) =>
        $"-Session cannot be combined with {refused}: a session is tested as it was connected ({displayName}). Nothing was sent.";

    public static string LeaveOutOrTestCredential(string refused) =>
        $"Leave {refused} out, or test a credential instead of the session: -SecretName, -Credential, -FromEnvironment or -AccessToken.";

    public static string NoSuchScopeLevel(string level, string levels) =>
        $"-RequireScope: '{level}' is not one of {levels}. Nothing was sent.";

    public const string PipelineHasNotBegun = "The pipeline has not begun.";
}
