using System.Collections;
using System.Management.Automation;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>From the parameters of Invoke-WalmartApi to a request.</summary>
internal static class RequestBuilder
{
    /// <summary>Checks what can be wrong with the parameters themselves.</summary>
    /// <exception cref="WalmartException">InvalidArgument.</exception>
    public static void Validate(InvokeWalmartApiCommand command)
    {
        string?[] forms = [command.Raw ? "-Raw" : null, command.AsHashtable ? "-AsHashtable" : null, command.OutFile is null ? null : "-OutFile"];
        if (forms.Count(form => form is not null) > 1)
        {
            throw Invalid($"{string.Join(" and ", forms.Where(form => form is not null))} exclude each other.");
        }

        if (command.OutFile is not null && (IsPaged(command) || command.AsResponse))
        {
            throw Invalid("-OutFile goes with none of -All, -MaxPages and -AsResponse.");
        }

        var hasBody = command.Body is not null || command.Form is not null || command.InFile is not null;
        if (hasBody && command.Method.ToUpperInvariant() is "GET" or "HEAD")
        {
            // The gateway was seen to answer 415 to it (contract §4), and it is hardly ever meant.
            throw Invalid($"A {command.Method.ToUpperInvariant()} has no body.", "Name the method, for example -Method Post; parameters of a GET go into -Query.");
        }
    }

    public static OutputOptions Options(InvokeWalmartApiCommand command) => new()
    {
        Form = command.Raw ? OutputFormat.Raw : command.AsHashtable ? OutputFormat.Hashtable : OutputFormat.Object,
        AsResponse = command.AsResponse,
        All = IsPaged(command),
        MaxPages = command.MaxPages,
        PassThru = command.PassThru,
        KeepHeaders = command.ResponseHeadersVariable is not null,
    };

    public static ApiRequest CreateRequest(InvokeWalmartApiCommand command, WalmartSession session, HttpMethod method, string path)
    {
        var address = AddressBuilder.Build(session.Gateway, path, command.Query, command.InputObject);
        var headers = CreateHeaders(command.Headers, command.WriteWarning);
        return new ApiRequest
        {
            Method = method,
            Address = address,
            Gateway = session.Gateway,
            PathTemplate = AddressBuilder.Template(command.Path),
            Body = CreateBody(command, method),
            Headers = headers,
            Accept = Given(headers, "Accept") ?? command.Accept,
            CorrelationId = Given(headers, HeaderNames.CorrelationId) ?? command.CorrelationId ?? Guid.NewGuid().ToString(),
            Timeout = TimeSpan.FromSeconds(command.TimeoutSec),
            Retry = new RetryOptions
            {
                MaximumRetryCount = command.MaximumRetryCount,
                RetryInterval = command.RetryIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MaximumWait = TimeSpan.FromSeconds(command.MaximumWaitSec),
                RetryWrites = command.RetryWrites,
            },
            SkipErrorCheck = command.SkipHttpErrorCheck,
            IsAnonymous = AddressBuilder.IsAnonymous(session.Gateway, address, method, command.OutFile is not null),
        };
    }

    private static string? Given(IReadOnlyList<KeyValuePair<string, string>> headers, string name) =>
        headers.Count == 0 ? null : headers.LastOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool IsPaged(InvokeWalmartApiCommand command) => command.All || command.MaxPages is not null;

    private static RequestBody? CreateBody(InvokeWalmartApiCommand command, HttpMethod method)
    {
        if (command.Form is not null)
        {
            return RequestBodyBuilder.FromForm(command.Form);
        }

        if (command.InFile is not null)
        {
            return RequestBodyBuilder.FromFile(OutputPath.Resolve(command.SessionState, command.InFile), command.ContentType);
        }

        // Reports want a JSON content type even with an empty body (contract §8).
        var takesBody = method == HttpMethod.Post || method == HttpMethod.Put || method.Method == "PATCH";
        return takesBody || command.Body is not null ? RequestBodyBuilder.FromObject(InputTemplate.Evaluate(command.Body, command.InputObject), command.ContentType) : null;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> CreateHeaders(IDictionary? headers, Action<string> warn)
    {
        if (headers is null)
        {
            return [];
        }

        var list = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (DictionaryEntry entry in headers)
        {
            var name = InputTemplate.Text(entry.Key);
            if (InputTemplate.Texts(entry.Value, name, "header") is not { Count: > 0 } values)
            {
                continue;
            }

            var value = string.Join(", ", values);
            if (HeaderNames.IsCredential(name))
            {
                warn($"The header {name} carries the session's token; the one given with -Headers is not sent. To use another token, connect with -AccessToken.");
                continue;
            }

            if (name.Length == 0 || !name.All(IsNameCharacter))
            {
                throw Invalid($"'{name}' is no name of a header.");
            }

            if (!value.All(c => c is '\t' or (>= ' ' and <= '~')))
            {
                throw Invalid($"The value of the header {name} holds a line break or a character that no header can carry.");
            }

            list.Add(new(name, value));
        }

        return list;
    }

    private static bool IsNameCharacter(char c) => c is > ' ' and <= '~' && "()<>@,;:\\\"/[]?={}".IndexOf(c) < 0;

    private static WalmartException Invalid(string message, string? next = null) =>
        new(WalmartErrorId.InvalidArgument, message + " Nothing was sent.", recommendedAction: next);
}
