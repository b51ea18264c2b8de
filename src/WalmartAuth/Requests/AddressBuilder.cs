using System.Collections;
using System.Management.Automation;
using WalmartAuth.Http;

namespace WalmartAuth.Requests;

/// <summary>Builds an address from path and query, and decides whether it may receive the token (contract §1, §8).</summary>
internal static class AddressBuilder
{
    /// <summary>The complete address.</summary>
    /// <param name="gateway">The session's gateway.</param>
    /// <param name="path">A path, or an absolute address; braces are already filled.</param>
    /// <param name="pairs">Query parameters to add, escaped.</param>
    public static Uri Build(Gateway gateway, string path, IReadOnlyList<string> pairs)
    {
        Uri address;
        try
        {
            address = SchemeEnd(path) > 0 ? new Uri(path, UriKind.Absolute) : new Uri(gateway.BaseAddress, path.TrimStart('/'));
        }
        catch (UriFormatException)
        {
            throw InvalidPath(path);
        }

        if (address.Scheme is not ("http" or "https"))
        {
            throw InvalidPath(path);
        }

        if (pairs.Count == 0)
        {
            return address;
        }

        var own = address.Query.TrimStart('?');
        return QueryString.Replace(address, string.Join("&", own.Length == 0 ? pairs : pairs.Prepend(own)));
    }

    /// <summary>Query parameters as escaped pairs; a list has one pair per value, null has none.</summary>
    /// <param name="query">Names and values.</param>
    /// <param name="input">The pipeline object, for script blocks among the values.</param>
    public static IReadOnlyList<string> Pairs(IDictionary? query, PSObject? input)
    {
        if (query is null || query.Count == 0)
        {
            return [];
        }

        var pairs = new List<string>();
        foreach (DictionaryEntry entry in query)
        {
            var name = InputTemplate.ToInvariantString(entry.Key);
            pairs.AddRange(InputTemplate.ToStrings(InputTemplate.InvokeScriptBlock(entry.Value, input, $"-Query '{name}'"), name, "query parameter").Select(value => QueryString.Pair(name, value)));
        }

        return pairs;
    }

    /// <summary>The path as written, including braces, in a normalized form: without host, query and slashes at its ends.</summary>
    public static string Template(string path)
    {
        var written = path.Split('?')[0];
        var host = SchemeEnd(written);
        var start = host > 0 ? written.IndexOf('/', host) : 0;
        return start < 0 ? "/" : "/" + written.Substring(start).Trim('/');
    }

    /// <summary>True if the address is on another host and must be fetched without a credential.</summary>
    /// <exception cref="WalmartException">EnvironmentMismatch or HostNotAllowed: nothing may be sent there.</exception>
    public static bool IsAnonymous(Gateway gateway, Uri address, HttpMethod method, bool toFile)
    {
        if (GatewayAddress.SameHost(address, gateway.BaseAddress))
        {
            return false;
        }

        var target = $"{method} {address.Host}{address.AbsolutePath}";
        if (GatewayAddress.IsWalmart(address))
        {
            throw new WalmartException(WalmartErrorId.EnvironmentMismatch, RequestMessages.IsAnotherGateway(address.Host, gateway.DisplayName), target: target, recommendedAction: RequestMessages.UsePathOrConnect);
        }

        var isSafe = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
        return toFile && method == HttpMethod.Get && isSafe
            ? true
            : throw new WalmartException(WalmartErrorId.HostNotAllowed, RequestMessages.IsAnotherHost(address.Host, gateway.DisplayName), target: target);
    }

    private static WalmartException InvalidPath(string path) =>
        new(WalmartErrorId.InvalidArgument, RequestMessages.IsNotPath(path.Split('?')[0]), recommendedAction: RequestMessages.UsePath);

    // On Unix, a path counts as an absolute file address, so the scheme is searched manually. 0 if there is none.
    private static int SchemeEnd(string path) => path.IndexOf("://", StringComparison.Ordinal) is > 0 and < 8 and var colon ? colon + 3 : 0;
}
