using System.Collections;
using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>Builds the requests of one Invoke-WalmartApi.</summary>
internal sealed class RequestBuilder
{
    private readonly CallOptions options;
    private readonly string pathTemplate;
    private readonly string? correlationId;

    public RequestBuilder(CallOptions options)
    {
        this.options = options;
        InputNames = InputTemplate.Names(options.Path);
        pathTemplate = AddressBuilder.Template(options.Path);
        correlationId = FindHeader(HeaderNames.CorrelationId) ?? HeaderGuard.CheckValue(options.CorrelationId, "-CorrelationId");
    }

    /// <summary>The properties of an input that the path uses.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The headers to send; those that carry the token are ignored, with a warning.</summary>
    /// <exception cref="WalmartException">InvalidArgument: not a header.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadHeaders(IDictionary? headers, Action<string> warn)
    {
        if (headers is null)
        {
            return [];
        }

        var list = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (DictionaryEntry entry in headers)
        {
            var name = InputTemplate.ToInvariantString(entry.Key);
            if (InputTemplate.ToStrings(entry.Value, name, "header") is not { Count: > 0 } values)
            {
                continue;
            }

            var value = string.Join(", ", values);
            if (HeaderNames.IsCredential(name))
            {
                warn(RequestMessages.TokenHeaderIsReplaced(name));
                continue;
            }

            list.Add(new(HeaderGuard.CheckName(name, "-Headers"), HeaderGuard.CheckValue(value, $"-Headers: {name}")!));
        }

        return list;
    }

    /// <summary>Warns about form fields whose text is the name of a file: to send a file, pass a FileInfo.</summary>
    public static void WarnOfFileNames(IDictionary? form, Func<string, bool> exists, Action<string> warn)
    {
        foreach (DictionaryEntry field in form ?? new Hashtable())
        {
            if (field.Value.Unwrap() is string { Length: > 0 } text && exists(text))
            {
                warn(RequestMessages.FormValueIsFileName(InputTemplate.ToInvariantString(field.Key), text));
            }
        }
    }

    /// <summary>Evaluates the parts of a request that depend on the input, except its path. Script blocks run here, once per input.</summary>
    public RequestContent ReadContent(PSObject? input) => new(AddressBuilder.Pairs(options.Query, input), CreateBody(input));

    /// <summary>The request to one session's gateway.</summary>
    /// <param name="gateway">The session's gateway.</param>
    /// <param name="path">The path, with its braces filled.</param>
    /// <param name="content">The parts that depend on the input.</param>
    /// <param name="outFile">The file to save the response to; null to read it.</param>
    public ApiRequest Build(Gateway gateway, string path, RequestContent content, string? outFile)
    {
        var address = AddressBuilder.Build(gateway, path, content.Query);
        return new ApiRequest
        {
            Method = options.Method,
            Address = address,
            Gateway = gateway,
            PathTemplate = pathTemplate,
            Body = content.Body,
            Headers = options.Headers,
            Accept = options.Accept,
            CorrelationId = correlationId ?? Guid.NewGuid().ToString(),
            Timeout = options.Timeout,
            Retry = options.Retry,
            SkipErrorCheck = options.SkipErrorCheck,
            SaveTo = outFile,
            IsAnonymous = AddressBuilder.IsAnonymous(gateway, address, options.Method, options.OutFile is not null),
        };
    }

    /// <summary>The same request as another call: with a new correlation id, unless the caller specified one.</summary>
    public ApiRequest CreateNext(ApiRequest request) => request with { CorrelationId = correlationId ?? Guid.NewGuid().ToString() };

    private string? FindHeader(string name) =>
        options.Headers.Count == 0 ? null : options.Headers.LastOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private RequestBody? CreateBody(PSObject? input)
    {
        if (options.Form is not null)
        {
            return RequestBodyBuilder.FromForm(options.Form);
        }

        if (options.InFile is not null)
        {
            return RequestBodyBuilder.FromFile(options.InFile, options.ContentType);
        }

        // Reports require a JSON content type even with an empty body (contract §8).
        var takesBody = options.Method == HttpMethod.Post || options.Method == HttpMethod.Put || options.Method.Method == "PATCH";
        return takesBody || options.Body is not null ? RequestBodyBuilder.FromObject(InputTemplate.InvokeScriptBlock(options.Body, input, "-Body"), options.ContentType) : null;
    }
}

/// <summary>The parts of a request that depend on the input, except its path.</summary>
/// <param name="Query">Query parameters as escaped pairs.</param>
/// <param name="Body">The body; null if there is none.</param>
internal readonly record struct RequestContent(IReadOnlyList<string> Query, RequestBody? Body);
