using System.Net.Http.Headers;

namespace WalmartAuth.Http;

/// <summary>
/// The one place that checks headers. A line break in a value would end the header and start another one
/// or another request, whether the value comes from a parameter, the environment, a vault profile or its metadata.
/// </summary>
internal static class HeaderGuard
{
    // .NET writes these itself. A Host header would also change the name that the certificate is checked against.
    private static readonly HashSet<string> Framing = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Transfer-Encoding", "Content-Length", "Keep-Alive", "Upgrade", "TE", "Trailer" };

    /// <summary>Returns the value if it is valid in a header.</summary>
    /// <param name="value">The value; null is allowed.</param>
    /// <param name="source">The source, for the start of the message: "-PartnerId", "PartnerId of secret 'shop'".</param>
    /// <exception cref="WalmartException">InvalidArgument: it contains a control character or a character outside ASCII.</exception>
    public static string? CheckValue(string? value, string source) => value is null || IsValue(value)
        ? value
        : throw Refused(HttpMessages.HeaderValueIsInvalid(source));

    /// <summary>Returns the name if a caller may set a header of that name.</summary>
    /// <exception cref="WalmartException">InvalidArgument: it is not a header name, or the header belongs to the connection.</exception>
    public static string CheckName(string name, string source) =>
        name.Length == 0 || !name.All(IsNameCharacter) ? throw Refused(HttpMessages.HeaderNameIsInvalid(source, name))
        : Framing.Contains(name) ? throw Refused(HttpMessages.HeaderIsReserved(source, name))
        : name;

    /// <summary>Adds a header with a checked value; fails if the value is invalid after all.</summary>
    public static void Add(HttpHeaders headers, string name, string value) => headers.TryAddWithoutValidation(name, IsValue(value) ? value : CheckValue(value, $"The header {name}"));

    // Every header of every call is checked here, so no enumerator is allocated.
    private static bool IsValue(string value)
    {
        foreach (var c in value)
        {
            if (c is not ('\t' or (>= ' ' and <= '~')))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNameCharacter(char c) => c is > ' ' and <= '~' && "()<>@,;:\\\"/[]?={}".IndexOf(c) < 0;

    private static WalmartException Refused(string message) => new(WalmartErrorId.InvalidArgument, HttpMessages.NothingWasSent(message));
}
