using System.Collections;
using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Json;
using WalmartAuth.Requests;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Makes authenticated calls: one, one per pipeline object, or page by page.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WalmartApi", SupportsShouldProcess = true, DefaultParameterSetName = "Body")]
[OutputType(typeof(PSObject), typeof(string), typeof(Hashtable), typeof(WalmartResponse), typeof(FileInfo))]
public sealed class InvokeWalmartApiCommand : WalmartCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private static readonly WalmartSession?[] DefaultSession = [null];

    private CallOptions options = null!;
    private RequestBuilder requests = null!;
    private CallQueue? calls;
    private PollProgress polling = null!;
    private IReadOnlyList<WalmartSession>? sessions;
    private WalmartException? notFound;
    private WalmartSession? defaultSession;
    private WalmartSession? lastSession;
    private bool hasSeveralSessions;
    private bool hasOwnSessions;
    private long inputs;
    private long finished;
    private TimeSpan progressShown;

    /// <summary>
    /// The sessions to call with, or their names. Without it, a row with a property WalmartSession goes to the session of
    /// that name, and any other to the default session of this runspace.
    /// </summary>
    [Parameter]
    [Alias("Connection", "Context")]
    [SessionArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public object[]? Session { get; set; }

    /// <summary>The path, or an address on the session's own host. Braces are filled from the pipeline object: '/v3/items/{sku}'.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Uri")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string Path { get; set; } = "";

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidateSet("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")]
    public string Method { get; set; } = "Get";

    /// <summary>Query parameters; escaped. A list repeats the parameter for each value; a script block sees the pipeline object as $_.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>The body: a string, bytes, a stream or XML is sent unchanged; a script block runs for each pipeline object; anything else becomes JSON.</summary>
    [Parameter(ParameterSetName = "Body")]
    public object? Body { get; set; }

    /// <summary>A multipart/form-data body. Files as FileInfo: @{ file = Get-Item feed.json }.</summary>
    [Parameter(ParameterSetName = "Form", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public IDictionary? Form { get; set; }

    /// <summary>A file whose content is the body.</summary>
    [Parameter(ParameterSetName = "InFile", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>Additional headers. They override the module's headers, except those that carry the token.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>The body's media type; application/json by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>The media type to request; application/json by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Accept { get; set; }

    /// <summary>Saves the response to a file, or to an existing folder under the name that the response proposes. Addresses on other hosts are fetched without a credential.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>With -OutFile: writes the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Writes the text of the response unchanged.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Writes case-sensitive hashtables instead of objects.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>Writes a WalmartResponse: status, headers, correlation id, rate limit, content and the pipeline object.</summary>
    [Parameter]
    public SwitchParameter AsResponse { get; set; }

    /// <summary>Writes a WalmartResponse for each input and session, whether the call succeeded or not, and no errors. Implies -AsResponse.</summary>
    [Parameter]
    public SwitchParameter AsResult { get; set; }

    /// <summary>Writes a failed response as if it had succeeded.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>The name of a variable that receives the HTTP status.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>The name of a variable that receives the response headers.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The correlation id to send, the same on every retry; by default, each call has a new one.</summary>
    [Parameter]
    [ValidatePattern("^[\\x21-\\x7e]{1,128}\\z")]
    public string? CorrelationId { get; set; }

    /// <summary>The time limit for one attempt, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>The maximum number of retries.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>Seconds between two attempts, instead of a growing delay; a wait that Walmart specifies takes precedence.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public int? RetryIntervalSec { get; set; }

    /// <summary>The maximum total seconds for all waits of one call.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int MaximumWaitSec { get; set; } = 300;

    /// <summary>Also retries a POST or PATCH after a 500, 502, 504, a timeout or a broken connection, even though the first attempt may have taken effect.</summary>
    [Parameter]
    public SwitchParameter RetryWrites { get; set; }

    /// <summary>Follows the cursor to the last page and writes each row.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Follows the cursor for at most this many pages.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxPages { get; set; }

    /// <summary>Repeats the call until this script block, which sees the response as $_, is true; then writes the response. For GET and HEAD.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Until { get; set; }

    /// <summary>With -Until: seconds between two polls.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int PollIntervalSec { get; set; } = 15;

    /// <summary>With -Until: the maximum total seconds for all polls of an input, including waits.</summary>
    [Parameter]
    [ValidateRange(1, 604800)]
    public int PollTimeoutSec { get; set; } = 3600;

    /// <summary>How many calls are made at once. With one session the output keeps the order of the input; with several, pages come as they arrive.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The object that provides the values for the braces in the path and for script blocks. A WalmartSession is the session to call with.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    private protected override void Begin()
    {
        // Does not require the default session yet: a write with -WhatIf needs none.
        options = ReadParameters();
        requests = new RequestBuilder(options);
        polling = new PollProgress(Pipeline);
        sessions = Session is null ? null : RunspaceSessions.Current.Resolve(Session, e => notFound = Reported(e));
        hasSeveralSessions = sessions is { Count: > 1 };
        calls = new CallQueue(ThrottleLimit, keepOrder: !hasSeveralSessions, StopToken);
    }

    private protected override void Process()
    {
        var input = InputObject is null ? null : new CallInput(InputObject, ++inputs, requests.InputNames);
        try
        {
            Call(FindSessions(input), input);
        }
        catch (WalmartException e) when (!EndsPipeline(e))
        {
            calls!.Add(new CallTarget(options, input, null, IsNamed: false).Fail(e));
        }

        WritePages();
    }

    private protected override void End()
    {
        while (!calls!.IsEmpty)
        {
            WriteNextPage();
        }

        if (progressShown != default)
        {
            Pipeline.Progress(new ProgressState(ProgressState.Records, $"Calling {Path.Split('?')[0]}", "done", IsDone: true));
            Pipeline.Wait(Task.FromResult(true));
        }
    }

    private protected override void Report(WalmartException error)
    {
        if (EndsPipeline(error))
        {
            ThrowTerminatingError(error.ToErrorRecord());
        }

        WriteError(error.ToErrorRecord());
    }

    // One error per record; only a missing session and parameters that cannot be combined end the pipeline.
    private bool EndsPipeline(WalmartException error) => calls is null || (error.ErrorId == WalmartErrorId.NotConnected && !hasSeveralSessions && !hasOwnSessions);

    private WalmartException Reported(WalmartException error)
    {
        WriteError(error.ToErrorRecord());
        return error;
    }

    // The sessions to call with for an input: null means the default one, which is looked up when it is needed.
    private IReadOnlyList<WalmartSession?> FindSessions(CallInput? input)
    {
        if (input?.Value.BaseObject is WalmartSession piped)
        {
            hasOwnSessions = true;
            return sessions is null || sessions.Contains(piped) ? [piped]
                : throw Invalid(CommandMessages.PipedSessionIsNotNamed(piped.Name), CommandMessages.PipeOrNameSessions);
        }

        if (sessions is { Count: 0 })
        {
            // The error was written; there is one result per input.
            return AsResult ? throw notFound! : [];
        }

        if (sessions is not null)
        {
            return sessions;
        }

        if (input is null || SessionTag.Read(input.Value) is not { } name)
        {
            return input?.Value.TypeNames.FirstOrDefault() == "Deserialized." + typeof(WalmartSession).FullName
                ? throw Invalid(CommandMessages.PipedSessionWasSerialized, CommandMessages.ConnectInThisProcess)
                : DefaultSession;
        }

        hasOwnSessions = true;
        return RunspaceSessions.Current.Find(name) is { } session ? [session]
            : name.Length == 0 ? throw Invalid(CommandMessages.SessionPropertyIsEmpty(SessionTag.Name), CommandMessages.NameSessionOrRemoveProperty)
            : WildcardPattern.ContainsWildcardCharacters(name) ? throw new WalmartException(WalmartErrorId.SessionNotFound, CommandMessages.NoSuchSession(name), target: name)
            : RunspaceSessions.Current.Resolve(name);
    }

    private void Call(IReadOnlyList<WalmartSession?> targets, CallInput? input)
    {
        RequestContent? content = null;
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            var isOfInput = true;
            try
            {
                var path = InputTemplate.ExpandPath(Path, InputObject);
                var outFile = ExpandOutFile(target);
                if (!ShouldCall(path.Split('?')[0], outFile, target, input))
                {
                    continue;
                }

                isOfInput = false;
                var session = target ?? RequireDefault();
                session.EnsureConnected();
                Follow(session);
                isOfInput = true;
                content ??= requests.ReadContent(InputObject);
                isOfInput = false;
                var request = requests.Build(session.Gateway, path, content.Value, PrepareOutFile(outFile, session));
                var callTarget = new CallTarget(options, input, session, target is not null);
                calls!.Add(options.Until is null ? new ApiCall(callTarget, request, Pipeline, Pipeline).ReadPageAsync : new PollingCall(callTarget, request, requests, polling, Pipeline, Pipeline).ReadPageAsync);
            }
            catch (WalmartException e) when (!EndsPipeline(e))
            {
                calls!.Add(new CallTarget(options, input, target ?? defaultSession, target is not null).Fail(e, nameSession: !isOfInput));
                if (isOfInput && !AsResult)
                {
                    // The same for every session, so it is reported once.
                    return;
                }
            }
            catch (Exception e) when (e.IsRecoverable() && e is not WalmartException)
            {
                calls!.Add(new CallTarget(options, input, target ?? defaultSession, target is not null).Fail(Invalid(CommandMessages.RequestCouldNotBeMade(e.Message), inner: e)));
            }

            WritePages();
        }
    }

    private WalmartSession RequireDefault() => defaultSession ??= RunspaceSessions.Current.Resolve(null, Report)[0];

    // From the second session on, pages are written as they arrive.
    private void Follow(WalmartSession session)
    {
        if (lastSession is not null && lastSession != session && !hasSeveralSessions)
        {
            hasSeveralSessions = true;
            calls!.ReleaseOrder();
        }

        lastSession = session;
    }

    private string? ExpandOutFile(WalmartSession? session)
    {
        if (OutFile is null)
        {
            return null;
        }

        var template = OutFile;
        const string Tag = "{" + SessionTag.Name + "}";
        for (var at = template.IndexOf(Tag, StringComparison.OrdinalIgnoreCase); at >= 0; at = template.IndexOf(Tag, StringComparison.OrdinalIgnoreCase))
        {
            template = template.Remove(at, Tag.Length).Insert(at, OutputPath.FileNamePart((session ?? RequireDefault()).Name).Replace('{', '_'));
        }

        return OutputPath.Resolve(SessionState, InputTemplate.Expand(template, InputObject, OutputPath.FileNamePart));
    }

    // Responses of several sessions propose the same names, so each session gets its own subfolder.
    private string? PrepareOutFile(string? outFile, WalmartSession session)
    {
        if (outFile is null || !hasSeveralSessions || OutFile!.IndexOf("{" + SessionTag.Name + "}", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return outFile;
        }

        if (!Directory.Exists(outFile))
        {
            throw Invalid(CommandMessages.OneFileForSeveralSessions(SessionTag.Name, outFile), CommandMessages.UseFileForEachSession(SessionTag.Name));
        }

        return Directory.CreateDirectory(System.IO.Path.Combine(outFile, OutputPath.FileNamePart(session.Name))).FullName;
    }

    private CallOptions ReadParameters()
    {
        var isPaged = All || MaxPages is not null;
        if (Raw && (AsHashtable || OutFile is not null))
        {
            throw Invalid(CommandMessages.RawWithOther(AsHashtable));
        }

        if (AsHashtable && OutFile is not null)
        {
            throw Invalid(CommandMessages.AsHashtableWithOutFile);
        }

        if (OutFile is not null && (isPaged || AsResponse || AsResult))
        {
            throw Invalid(CommandMessages.OutFileWithAll);
        }

        var method = new HttpMethod(Method.ToUpperInvariant());
        if ((Body ?? Form ?? (object?)InFile) is not null && method.Method is "GET" or "HEAD")
        {
            // The gateway has been seen to reject it with 415 (contract §4), and it is rarely intended.
            throw Invalid(CommandMessages.MethodHasNoBody(method), CommandMessages.NameMethodWithBody);
        }

        CheckPolling(method, isPaged);
        var headers = RequestBuilder.ReadHeaders(Headers, WriteWarning);
        RequestBuilder.WarnOfFileNames(Form, text => OutputPath.IsFile(SessionState, text), WriteWarning);
        var accept = (headers.Count == 0 ? null : headers.LastOrDefault(h => string.Equals(h.Key, "Accept", StringComparison.OrdinalIgnoreCase)).Value) ?? HeaderGuard.CheckValue(Accept, "-Accept");
        if (isPaged && accept?.IndexOf("xml", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw Invalid(CommandMessages.AllWithAccept(accept), CommandMessages.LeaveOutAccept);
        }

        return new CallOptions
        {
            Method = method,
            Path = Path,
            Query = Query,
            Body = Body.Unwrap() is Stream stream && (MyInvocation.ExpectingInput || Session is not null) ? RequestBodyBuilder.ReadAll(stream) : Body,
            Form = Form,
            InFile = InFile is null ? null : OutputPath.Resolve(SessionState, InFile),
            ContentType = ContentType,
            Headers = headers,
            Accept = accept,
            CorrelationId = CorrelationId,
            OutFile = OutFile,
            PassThru = PassThru,
            Format = Raw ? OutputFormat.Raw : AsHashtable ? OutputFormat.Hashtable : OutputFormat.Object,
            AsResponse = AsResponse || AsResult,
            AsResult = AsResult,
            SkipErrorCheck = SkipHttpErrorCheck,
            AllPages = isPaged,
            MaxPages = MaxPages,
            Until = Until is null ? null : new PollCondition(Until),
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            PollTimeout = TimeSpan.FromSeconds(PollTimeoutSec),
            KeepHeaders = ResponseHeadersVariable is not null,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            Retry = new RetryPolicy
            {
                MaximumRetryCount = MaximumRetryCount,
                RetryInterval = RetryIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MaximumWait = TimeSpan.FromSeconds(MaximumWaitSec),
                RetryWrites = RetryWrites,
            },
        };
    }

    private void CheckPolling(HttpMethod method, bool isPaged)
    {
        if (Until is null)
        {
            return;
        }

        if (method.Method is not ("GET" or "HEAD"))
        {
            throw Invalid(CommandMessages.UntilWithWrite(Method), CommandMessages.WriteThenPoll);
        }

        if (isPaged || OutFile is not null)
        {
            throw Invalid(CommandMessages.UntilWithAll, CommandMessages.WaitThenRead);
        }

        if (PollIntervalSec >= PollTimeoutSec)
        {
            throw Invalid(CommandMessages.PollIntervalTooLong(PollIntervalSec, PollTimeoutSec), CommandMessages.ShortenPollInterval);
        }
    }

    // A read changes nothing at Walmart; with -OutFile, it changes a local file.
    private bool ShouldCall(string path, string? outFile, WalmartSession? session, CallInput? input)
    {
        var isRead = options.Method == HttpMethod.Get || options.Method == HttpMethod.Head;
        if (isRead && outFile is null)
        {
            return true;
        }

        session ??= RunspaceSessions.Current.Default;
        var name = session is null ? "" : session.Name + ": ";
        var place = input is null ? "" : $" ({input.Describe(SecretRedactor.Empty)})";
        return isRead ? ShouldProcess(name + outFile + place, $"{options.Method} {path} into") : ShouldProcess(name + path + place, options.Method.Method);
    }

    private void WritePages()
    {
        if (Until is not null)
        {
            // Responses that have arrived in the meantime wait for their script block.
            Pipeline.Wait(Task.FromResult(true));
        }

        while (calls!.IsFull || calls.HasPage)
        {
            WriteNextPage();
        }
    }

    private void WriteNextPage()
    {
        var page = Pipeline.Wait(calls!.TakeAsync());
        Write(page);
        if (page.IsLast)
        {
            ShowProgress();
        }
    }

    private void Write(CallPage page)
    {
        if (page.StatusCode > 0 && StatusCodeVariable is not null)
        {
            SetVariable(StatusCodeVariable, page.StatusCode);
        }

        if (page.StatusCode > 0 && ResponseHeadersVariable is not null)
        {
            SetVariable(ResponseHeadersVariable, page.Headers);
        }

        foreach (var item in page.Output)
        {
            WriteObject(item);
        }

        if (page.Warning is not null)
        {
            WriteWarning(page.Warning);
        }

        if (page.Error is not null)
        {
            Report(page.Error);
        }
    }

    private void SetVariable(string name, object? value)
    {
        try
        {
            SessionState.PSVariable.Set(name, value);
        }
        catch (SessionStateException e)
        {
            ThrowTerminatingError(new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.VariableCannotBeSet(name, e.Message), e, name, CommandMessages.UseAnotherName).ToErrorRecord());
        }
    }

    private void ShowProgress()
    {
        finished++;
        var now = ModuleContext.Current.Clock.Monotonic;
        if (ThrottleLimit > 1 && finished > 1 && now - progressShown >= ProgressInterval)
        {
            progressShown = now;
            WriteProgress(new ProgressRecord(ProgressState.Records, $"Calling {Path.Split('?')[0]}", $"{finished} done"));
        }
    }

    private static WalmartException Invalid(string message, string? next = null, Exception? inner = null) =>
        new(WalmartErrorId.InvalidArgument, CommandMessages.NothingWasSent(message), inner, recommendedAction: next);
}
