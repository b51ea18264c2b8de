using System.Globalization;
using WalmartAuth.Json;

namespace WalmartAuth.Sessions;

/// <summary>The response of Walmart's token detail call (contract §3). Not documented for the supplier host.</summary>
internal sealed record TokenDetail(bool? IsValid, bool? IsChannelMatch, IReadOnlyDictionary<string, string> Scopes, DateTimeOffset? ExpiresOn)
{
    public const string Path = "/v3/token/detail";

    /// <summary>The gateway's time in its response.</summary>
    public DateTimeOffset? GatewayDate { get; init; }

    /// <summary>True for the path of this call, with any prefix from the base address.</summary>
    public static bool IsAt(string path) => path.EndsWith(Path, StringComparison.OrdinalIgnoreCase);

    internal static TokenDetail Read(string text)
    {
        try
        {
            if (JsonReader.Read(text) is JsonObject root)
            {
                return new TokenDetail(Flag(root.Find("is_valid")), Flag(root.Find("is_channel_match")), ReadScopes(root.Find("scopes")), Time(root.Find("expire_at")));
            }
        }
        catch (JsonFormatException)
        {
        }

        throw new WalmartException(WalmartErrorId.InvalidResponse, SessionMessages.AnswerIsNotObject(Path), target: "GET " + Path);
    }

    private static Dictionary<string, string> ReadScopes(object? node)
    {
        var scopes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var scope in node as JsonObject ?? Enumerable.Empty<KeyValuePair<string, object?>>())
        {
            scopes[scope.Key] = Convert.ToString(scope.Value, CultureInfo.InvariantCulture) ?? "";
        }

        return scopes;
    }

    // Booleans and times are sent as such or as strings (contract §3).
    private static bool? Flag(object? value) => value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => null,
    };

    private static DateTimeOffset? Time(object? value) =>
        long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
