using WalmartAuth.Common;

namespace WalmartAuth.Messages;

/// <summary>What the cmdlets say about their parameters and their pipeline.</summary>
internal static class CommandMessages
{
    public const string TokenCannotBeMaskedHere = "The token is not handed out: a job or remote session cannot register it with the CI system's masking, so the log could show it. Get the token in the step itself, or add -NoMask.";

    public static string SystemCannotMask(string system) =>
        $"{system} cannot mask a value that appears during a job: do not write the token to the log. -NoMask hides this warning.";

    public const string NoProxyWithProxy = "-NoProxy goes with neither -Proxy nor -ProxyCredential.";

    public const string NoCredentialSource = "-FromEnvironment:$false leaves no place to take a credential from.";

    public const string UseCredentialSource = "Give -SecretName, -Credential or -FromEnvironment.";

    public static string ParameterIsEmpty(string parameter) =>
        $"-{parameter} is empty. Nothing was sent.";

    public static string RecordIsSharedToken(string name) =>
        $"{name} is a shared access token and not a credential.";

    public static string NoWildcardsInSecretName(string pattern) =>
        $"{pattern}: -SecretName does not permit wildcards. Nothing was read.";

    public static string LetVaultListSecrets(string pattern, string cmdlet) =>
        $"Name each secret, or let the vault list them: Get-SecretInfo {pattern} | {cmdlet}.";

    public const string ConnectingToWalmart = "Connecting to Walmart";

    public static string NoRecordConnected(int failed, string message) =>
        $"None of the {failed} records could be connected. The first error: {message}";

    public static string NoWildcardsInSessionName(string name) =>
        $"{name}: the name of a session cannot contain wildcard characters. Nothing was sent.";

    public static string RecordIsSession(string name) =>
        $"{name}: this is a session already, and not a record to connect. Nothing was sent.";

    public const string PipeRecords = "Pipe what Get-SecretInfo writes, or rows with the column SecretName.";

    public static string RecordNameIsTaken(string sessionName) =>
        $"{sessionName}: an earlier record of this command has the same name. Nothing was sent for this one.";

    public const string NameEachRecord = "Give each record its own name, in a property SessionName.";

    public static string DisconnectAndRemoveSharedToken(string vault) =>
        $"Disconnect and remove the shared token from vault '{vault}'";

    public static string PipedSessionIsNotNamed(string name) =>
        $"{name}: this session was piped in, but -Session names other sessions.";

    public const string PipeOrNameSessions = "Pipe sessions in, or name them with -Session.";

    public const string PipedSessionWasSerialized = "A WalmartSession that was serialized on its way into another process (Start-Job, remoting, Export-Clixml) was piped in; it has no token.";

    public const string ConnectInThisProcess = "Run Connect-Walmart in this process.";

    public static string SessionPropertyIsEmpty(string name) =>
        $"The property {name} of the pipeline object has no value, so its session is not known.";

    public const string NameSessionOrRemoveProperty = "Name the session with -Session, or remove the property.";

    public static string NoSuchSession(string name) =>
        $"{name}: no Walmart session of this runspace has this name. Nothing was sent.";

    public static string RequestCouldNotBeMade(string message) =>
        $"The request could not be made: {message}";

    public static string OneFileForSeveralSessions(string name, string outFile) =>
        $"With several sessions, -OutFile needs an existing folder or {{{name}}}: '{outFile}' would be written by each of them.";

    public static string UseFileForEachSession(string name) =>
        $"Use for example -OutFile '{{{name}}}.json'.";

    public static string RawWithOther(bool asHashtable) =>
        $"-Raw cannot be combined with {(asHashtable ? "-AsHashtable" : "-OutFile")}.";

    public const string AsHashtableWithOutFile = "-AsHashtable cannot be combined with -OutFile.";

    public const string OutFileWithAll = "-OutFile cannot be combined with -All, -MaxPages, -AsResponse or -AsResult.";

    public static string MethodHasNoBody(HttpMethod method) =>
        $"A {method} has no body.";

    public const string NameMethodWithBody = "Name the method, for example -Method Post; parameters of a GET belong in -Query.";

    public static string AllWithAccept(string accept) =>
        $"-All and -MaxPages follow JSON and cannot be combined with -Accept {accept}.";

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

    public const string IsNotTable = "It is not a table of names and values.";

    public static string IsNot(object value, string type) =>
        $"'{value}' is not a {type}.";

    public static string SeveralSessionsMatch(object? name, int count, string found) =>
        $"{name}: {count} sessions match, and one can be the default: {found}.";

    public const string NameOneSession = "Give the name of one session.";

    public const string SessionWasSerialized = "This WalmartSession was serialized on its way into another process (Start-Job, remoting, Export-Clixml), and a session never leaves its process with its token. Run Connect-Walmart there, with -SecretName or -FromEnvironment; or use Start-ThreadJob or ForEach-Object -Parallel, which stay in this process.";

    public const string SessionParameterTakes = "-Session takes sessions, their names and wildcards.";

    public const string TestWouldUseUpCode = "An authorization code can be exchanged once, and a test would use it up. Nothing was sent.";

    public const string ConnectWithCode = "Connect with it: Connect-Walmart -AuthorizationCode.";

    public const string TestingWalmartCredentials = "Testing Walmart credentials";

    public const string PipelineIsEmpty = "The pipeline is empty, so no credential was tested.";

    public const string CheckPipedObjects = "Look at what is piped in: for names of secrets, Get-SecretInfo; for sessions, Get-WalmartSession -All.";

    public const string PipedObjectIsNoTarget = "An object of the pipeline is not a session, the name of one, or a record with a property SecretName. Nothing was sent.";

    public const string PipeTargets = "Pipe what Get-SecretInfo or Get-WalmartSession writes.";

    public static string PipedSessionAndSession(string name) =>
        $"{name}: this session was piped in, and -Session names others. Nothing was sent.";

    public const string LeaveSessionOut = "Leave -Session out.";

    public const string ThereIsAlwaysCandidate = "There is always a candidate.";

    public static string StoreCorrectedCredential(string secret, string? vault) =>
        $"Store the corrected credential: Set-Secret {secret}{(vault is not null ? $" -Vault {PSLiteral.Quote(vault)}" : "")} -Secret (Get-Credential).";

    public const string CorrectVariables = "Correct WALMART_CLIENT_ID or WALMART_CLIENT_SECRET where your CI system stores it.";

    public const string CorrectPrefixedVariables = "Correct the variables with id and secret where your CI system stores them.";

    public const string PassCorrectedCredential = "Pass the corrected credential with -Credential.";

    public static string SessionWithOther(string refused, string displayName) =>
        $"-Session does not go with {refused}: a session is tested as it was connected ({displayName}). Nothing was sent.";

    public static string LeaveOutOrTestCredential(string refused) =>
        $"Leave {refused} out, or test a credential in place of the session: -SecretName, -Credential, -FromEnvironment or -AccessToken.";

    public static string NoSuchScopeLevel(string level, string levels) =>
        $"-RequireScope: '{level}' is not one of {levels}. Nothing was sent.";

    public const string PipelineHasNotBegun = "The pipeline has not begun.";
}
