using System.Text;
using System.Text.RegularExpressions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>What can be wrong with a client id and secret before anybody is asked. It tells without showing a character of the secret.</summary>
internal static class CredentialShapeCheck
{
    private static readonly string[] Placeholders = ["your", "changeme", "change_me", "placeholder", "client_secret", "clientsecret", "client_id", "clientid", "xxxx", "todo", "<", "***", "${", "$("];

    // A variable that nothing filled in, or the word for nothing.
    private static readonly Regex Unfilled = new(@"^(\$(env:)?\w+|%\w+%|\{+\w+\}+|null|none|undefined|nil)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The flaw in words, or null.</summary>
    public static string? Flaw(ClientCredential credential)
    {
        var id = credential.ClientId;
        var secret = credential.Secret.Reveal();
        return Flaw("client id", id) ?? Flaw("client secret", secret)
            ?? (id == secret ? "the client id and the client secret are the same text"
            : id.IndexOf(':') >= 0 ? "the client id holds a colon, which ends it on the way"
            : IsPair(id) || IsPair(secret) ? "one of them is already the Base64 of 'id:secret'; the parts are needed, the module does the encoding"
            : !Guid.TryParse(id, out _) && Guid.TryParse(secret, out _) ? "the client id and the client secret seem to be swapped: the secret looks like a client id"
            : null);
    }

    private static string? Flaw(string name, string text) =>
        string.IsNullOrWhiteSpace(text) ? $"the {name} is empty"
        : text.IndexOf('\uFEFF') >= 0 ? $"the {name} holds a byte order mark, as from a file saved with one"
        : text.IndexOfAny(['\r', '\n']) >= 0 ? $"the {name} holds a line break"
        : text.Any(char.IsControl) ? $"the {name} holds a control character"
        : text.Any(char.IsWhiteSpace) ? $"the {name} holds white space"
        : text.Length > 1 && text[0] is '"' or '\'' && text[text.Length - 1] == text[0] ? $"the {name} stands in quotation marks"
        : Unfilled.IsMatch(text) || Placeholders.Any(p => text.IndexOf(p, StringComparison.OrdinalIgnoreCase) >= 0) ? $"the {name} looks like a placeholder"
        : null;

    private static bool IsPair(string text)
    {
        if (text.Length < 12 || text.Length % 4 != 0)
        {
            return false;
        }

        try
        {
            var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(text));
            var colon = decoded.IndexOf(':');
            return colon > 0 && colon < decoded.Length - 1 && decoded.All(c => c is > ' ' and <= '~');
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
