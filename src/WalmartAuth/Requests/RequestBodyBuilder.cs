using System.Collections;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Json;

namespace WalmartAuth.Requests;

/// <summary>Builds request bodies (contract §4, §8).</summary>
internal static class RequestBodyBuilder
{
    private const string JsonType = "application/json";
    private const string XmlType = "application/xml";

    /// <summary>A body from any object: a string, bytes, a stream or XML unchanged; anything else as JSON.</summary>
    public static RequestBody FromObject(object? body, string? contentType)
    {
        var value = body.Unwrap();
        switch (value)
        {
            case null:
                return Bytes([], contentType ?? JsonType);
            case byte[] bytes:
                return Bytes(bytes, contentType ?? "application/octet-stream");
            case string text:
                return Text(text, contentType ?? (text.TrimStart().StartsWith("<", StringComparison.Ordinal) ? XmlType : JsonType));
            case XmlNode xml:
                return Text(xml.OuterXml, contentType ?? XmlType);
            case Stream stream:
                return FromStream(stream, contentType);
            default:
                try
                {
                    return Text(JsonWriter.Write(body, omit: SessionTag.Name), contentType ?? JsonType);
                }
                catch (ArgumentException e)
                {
                    throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.BodyIsNotJson(e.Message), e);
                }
        }
    }

    /// <summary>The rest of a stream, for several calls that each send all of it: a stream can be read only once at a time.</summary>
    public static byte[] ReadAll(Stream stream)
    {
        try
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ObjectDisposedException)
        {
            throw new WalmartException(WalmartErrorId.FileFailed, RequestMessages.StreamCannotBeRead(e.Message), e);
        }
    }

    /// <summary>A body that is a file, opened each time it is sent.</summary>
    public static RequestBody FromFile(string path, string? contentType)
    {
        var isRegular = EnsureReadable(path);
        _ = ParseType(contentType);
        return new RequestBody(() => Typed(new StreamContent(OpenToSend(path)), contentType ?? TypeOf(path)), isRegular);
    }

    /// <summary>multipart/form-data: files as FileInfo, anything else as text; a list has one part per value.</summary>
    public static RequestBody FromForm(IDictionary form)
    {
        var parts = new List<(string Name, object Value)>();
        foreach (DictionaryEntry entry in form)
        {
            var value = entry.Value.Unwrap();
            foreach (var item in value is IEnumerable list and not (string or byte[]) ? list.Cast<object?>() : [value])
            {
                var part = item.Unwrap()
                    ?? throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.FormFieldHasNoValue(entry.Key));
                parts.Add((InputTemplate.ToInvariantString(entry.Key), part));
                if (part is FileInfo file)
                {
                    EnsureReadable(file.FullName);
                }
            }
        }

        return new RequestBody(() =>
        {
            var content = new MultipartFormDataContent();
            foreach (var (name, value) in parts)
            {
                content.Add(value switch
                {
                    FileInfo file => MultipartPart.Create(Typed(new StreamContent(OpenToSend(file.FullName)), TypeOf(file.Name)), name, file.Name),
                    byte[] bytes => MultipartPart.Create(Typed(new ByteArrayContent(bytes), "application/octet-stream"), name),
                    _ => MultipartPart.Create(new StringContent(InputTemplate.ToInvariantString(value)), name),
                });
            }

            return content;
        });
    }

    // In the charset of the media type, as in Invoke-RestMethod.
    private static RequestBody Text(string text, string contentType)
    {
        var charset = ParseType(contentType)?.CharSet?.Trim('"');
        try
        {
            return Bytes((string.IsNullOrEmpty(charset) ? Encoding.UTF8 : Encoding.GetEncoding(charset!)).GetBytes(text), contentType);
        }
        catch (ArgumentException e)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.UnknownCharset(charset), e, recommendedAction: RequestMessages.UseUtf8);
        }
    }

    private static RequestBody Bytes(byte[] bytes, string contentType)
    {
        _ = ParseType(contentType);
        return new RequestBody(() => Typed(new ByteArrayContent(bytes), contentType));
    }

    private static RequestBody FromStream(Stream stream, string? contentType)
    {
        _ = ParseType(contentType);
        var start = stream.CanSeek ? stream.Position : 0;
        return new RequestBody(
            () =>
            {
                if (stream.CanSeek)
                {
                    stream.Position = start;
                }

                return Typed(new StreamContent(new BorrowedStream(stream)), contentType ?? "application/octet-stream");
            },
            stream.CanSeek);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, useAsync: true);

    /// <summary>True for a file with content, which can be read twice. A pipe or a device has no length, and opening it may block or consume its content.</summary>
    private static bool EnsureReadable(string path)
    {
        try
        {
            var hasLength = !File.Exists(path) || new FileInfo(path).Length > 0;
            if (hasLength)
            {
                Open(path).Dispose();
            }

            return hasLength;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WalmartException(WalmartErrorId.FileFailed, RequestMessages.FileIsMissing(path), e, path, RequestMessages.CheckPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WalmartException(WalmartErrorId.FileFailed, RequestMessages.FileCannotBeRead(path, e.Message), e, path, RequestMessages.CheckAccess);
        }
    }

    // A file that has disappeared is a problem of the file, not of the connection.
    private static FileStream OpenToSend(string path)
    {
        try
        {
            return Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WalmartException(WalmartErrorId.FileFailed, RequestMessages.FileDisappeared(path, e.Message), e, path);
        }
    }

    private static MediaTypeHeaderValue? ParseType(string? contentType) =>
        contentType is null ? null
        : MediaTypeHeaderValue.TryParse(contentType, out var type) ? type
        : throw new WalmartException(WalmartErrorId.InvalidArgument, RequestMessages.IsNotMediaType(contentType), recommendedAction: RequestMessages.UseMediaType);

    private static HttpContent Typed(HttpContent content, string contentType)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    private static string TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => JsonType,
        ".xml" => XmlType,
        ".csv" => "text/csv",
        ".zip" => "application/zip",
        ".gz" => "application/gzip",
        _ => "application/octet-stream",
    };
}
