using System.Collections;
using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Requests;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>Makes authenticated calls: one, one for each pipeline object, or page after page.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WalmartApi", SupportsShouldProcess = true, DefaultParameterSetName = "Body")]
[OutputType(typeof(PSObject), typeof(string), typeof(Hashtable), typeof(WalmartResponse), typeof(FileInfo))]
public sealed class InvokeWalmartApiCommand : WalmartCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private CallOptions options = null!;
    private RequestBuilder requests = null!;
    private CallQueue? calls;
    private WalmartSession? session;
    private long finished;
    private TimeSpan progressShown;

    /// <summary>The sessions to call with, or their names; without it, the default session of this runspace.</summary>
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

    /// <summary>Query parameters; escaped. A list gives the parameter once for each of its values; a script block sees the pipeline object as $_.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>The body: a string verbatim, bytes, a stream or XML; a script block is evaluated for each pipeline object; anything else becomes JSON.</summary>
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

    /// <summary>More headers. They override the module's headers, except the token's.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>The body's media type; application/json by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>The media type to ask for; application/json by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Accept { get; set; }

    /// <summary>Saves the answer to a file, or into an existing folder under the name that the answer proposes. Addresses on other hosts are fetched without any credential.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>With -OutFile: writes the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Writes the answer's text as it came.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Writes case-sensitive hashtables instead of objects.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>Writes a WalmartResponse: status, headers, correlation id, rate limit, content and the pipeline object.</summary>
    [Parameter]
    public SwitchParameter AsResponse { get; set; }

    /// <summary>Writes a failed answer as if it had succeeded.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>The name of a variable that gets the HTTP status.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>The name of a variable that gets the answer's headers.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The correlation id to send, the same on every retry; a new one for each call by default.</summary>
    [Parameter]
    [ValidatePattern("^[\\x21-\\x7e]{1,128}$")]
    public string? CorrelationId { get; set; }

    /// <summary>Seconds for one attempt.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How often a call is retried at most.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>Seconds between two tries, instead of a growing delay; a time that Walmart names takes precedence.</summary>
    [Parameter]
    [ValidateRange(0, 3600)]
    public int? RetryIntervalSec { get; set; }

    /// <summary>Seconds that all waits of one call may take together.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int MaximumWaitSec { get; set; } = 300;

    /// <summary>Also retries a POST or PATCH after a 500, 502, 504, a timeout or a broken connection, though the first one may have taken effect.</summary>
    [Parameter]
    public SwitchParameter RetryWrites { get; set; }

    /// <summary>Follows the cursor to the last page and writes each row.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Follows the cursor for at most this many pages.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxPages { get; set; }

    /// <summary>How many pipeline objects are worked on at once; the output keeps their order.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>The object that the braces of the path, and script blocks, take their values from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    private protected override void Begin()
    {
        // No session is asked for yet: a write with -WhatIf needs none.
        options = ReadParameters();
        requests = new RequestBuilder(options);
        calls = new CallQueue(ThrottleLimit, keepOrder: true, StopToken);
    }

    private protected override void Process()
    {
        var path = InputTemplate.ExpandPath(Path, InputObject);
        var outFile = OutFile is null ? null : OutputPath.Resolve(SessionState, InputTemplate.Expand(OutFile, InputObject, OutputPath.FileNamePart));
        if (!ShouldCall(path.Split('?')[0], outFile))
        {
            return;
        }

        session ??= RequireSession();
        var request = requests.Build(session.Gateway, path, requests.ReadContent(InputObject), outFile);
        calls!.Add(new ApiCall(session, request, options, InputObject, Pipeline, Pipeline).ReadPageAsync);
        while (calls.IsFull || calls.HasPage)
        {
            WriteNextPage();
        }
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

    // One error a record; only a missing session and parameters that cannot be combined end the whole.
    private protected override void Report(WalmartException error)
    {
        if (error.ErrorId == WalmartErrorId.NotConnected || calls is null)
        {
            ThrowTerminatingError(error.ToErrorRecord());
        }

        WriteError(error.ToErrorRecord());
    }

    private WalmartSession RequireSession()
    {
        var found = RunspaceSessions.Current.Resolve(Session, e => ThrowTerminatingError(e.ToErrorRecord()));
        if (found.Count > 1)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, $"-Session names {found.Count} sessions. Nothing was sent.");
        }

        found[0].EnsureConnected();
        return found[0];
    }

    private CallOptions ReadParameters()
    {
        var isPaged = All || MaxPages is not null;
        string[] forms = [.. new[] { Raw ? "-Raw" : null, AsHashtable ? "-AsHashtable" : null, OutFile is null ? null : "-OutFile" }.OfType<string>()];
        if (forms.Length > 1)
        {
            throw Invalid($"{forms[0]} cannot be combined with {forms[1]}.");
        }

        if (OutFile is not null && (isPaged || AsResponse))
        {
            throw Invalid("-OutFile cannot be combined with -All, -MaxPages or -AsResponse.");
        }

        var method = new HttpMethod(Method.ToUpperInvariant());
        if ((Body ?? Form ?? (object?)InFile) is not null && method.Method is "GET" or "HEAD")
        {
            // The gateway was seen to answer 415 to it (contract §4), and it is hardly ever meant.
            throw Invalid($"A {method} has no body.", "Name the method, for example -Method Post; parameters of a GET belong in -Query.");
        }

        return new CallOptions
        {
            Method = method,
            Path = Path,
            Query = Query,
            Body = Body,
            Form = Form,
            InFile = InFile is null ? null : OutputPath.Resolve(SessionState, InFile),
            ContentType = ContentType,
            Headers = RequestBuilder.ReadHeaders(Headers, WriteWarning),
            Accept = Accept,
            CorrelationId = CorrelationId,
            OutFile = OutFile,
            PassThru = PassThru,
            Format = Raw ? OutputFormat.Raw : AsHashtable ? OutputFormat.Hashtable : OutputFormat.Object,
            AsResponse = AsResponse,
            SkipErrorCheck = SkipHttpErrorCheck,
            AllPages = isPaged,
            MaxPages = MaxPages,
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

    // A read changes nothing at Walmart's; with -OutFile it changes a file here.
    private bool ShouldCall(string path, string? outFile) =>
        options.Method != HttpMethod.Get && options.Method != HttpMethod.Head ? ShouldProcess(path, options.Method.Method)
        : outFile is null || ShouldProcess(outFile, $"{options.Method} {path} into");

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
            SessionState.PSVariable.Set(StatusCodeVariable, page.StatusCode);
        }

        if (page.StatusCode > 0 && ResponseHeadersVariable is not null)
        {
            SessionState.PSVariable.Set(ResponseHeadersVariable, page.Headers);
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

    private void ShowProgress()
    {
        finished++;
        var now = session!.Clock.Monotonic;
        if (ThrottleLimit > 1 && finished > 1 && now - progressShown >= ProgressInterval)
        {
            progressShown = now;
            WriteProgress(new ProgressRecord(ProgressState.Records, $"Calling {Path.Split('?')[0]}", $"{finished} done"));
        }
    }

    private static WalmartException Invalid(string message, string? next = null) =>
        new(WalmartErrorId.InvalidArgument, message + " Nothing was sent.", recommendedAction: next);
}
