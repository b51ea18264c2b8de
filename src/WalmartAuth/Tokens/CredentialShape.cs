using System.Text;
using System.Text.RegularExpressions;

namespace WalmartAuth.Tokens;

/// <summary>Detects mistakes in a client id and secret before anything is sent. It shows no character of the secret.</summary>
internal static class CredentialShape
{
    /// <summary>The next step if a private key was passed.</summary>
    public const string NextStepForKey = TokenMessages.CreateApiKey;

    // A client secret has about 90 characters; the Base64 of the smallest RSA key in use has more than twice as many.
    private const int ShortestKey = 200;

    private const string PrivateKey = TokenMessages.IsPrivateKey;

    // Characters that occur only in templates.
    private static readonly string[] TemplateSigns = ["<", "***", "${", "$("];

    // Words count only in a text without digits among its letters: a random secret may contain any of them.
    private static readonly Regex PlaceholderWord = new(@"^[^0-9]*(your|change_?me|placeholder|client[-_ ]?(secret|id)|x{4}|todo)[^0-9]*\d{0,10}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // A variable that was not replaced, or a word for an empty value.
    private static readonly Regex Unfilled = new(@"^(\$(env:)?\w+|%\w+%|\{+\w+\}+|null|none|undefined|nil)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>True if the secret or the id is a signing key. Such a key is never sent.</summary>
    public static bool HasKey(ClientCredential credential) => IsKey(credential.Secret.Reveal()) || IsKey(credential.ClientId);

    /// <summary>The mistake as the rest of a sentence, or null.</summary>
    public static string? FindFlaw(ClientCredential credential)
    {
        var id = credential.ClientId;
        var secret = credential.Secret.Reveal();
        return FindFlaw("client id", id) ?? FindFlaw("client secret", secret)
            ?? (id == secret ? TokenMessages.IdIsSecret
            : id.IndexOf(':') >= 0 ? TokenMessages.IdHoldsColon
            : IsPair(id) || IsPair(secret) ? TokenMessages.IsEncodedPair
            : !Guid.TryParse(id, out _) && Guid.TryParse(secret, out _) ? TokenMessages.AreSwapped
            : null);
    }

    private static string? FindFlaw(string name, string text) =>
        string.IsNullOrWhiteSpace(text) ? TokenMessages.IsEmpty(name)
        : IsKey(text) ? $"the {name} {PrivateKey}"
        : text.IndexOf('\uFEFF') >= 0 ? TokenMessages.HoldsByteOrderMark(name)
        : text.IndexOfAny(['\r', '\n']) >= 0 ? TokenMessages.HoldsLineBreak(name)
        : text.Any(char.IsControl) ? TokenMessages.HoldsControlCharacter(name)
        : text.Any(char.IsWhiteSpace) ? TokenMessages.HoldsWhiteSpace(name)
        : text.Length > 1 && text[0] is '"' or '\'' && text[text.Length - 1] == text[0] ? TokenMessages.IsInQuotationMarks(name)
        : IsPlaceholder(text) ? TokenMessages.LooksLikePlaceholder(name)
        : null;

    private static bool IsPlaceholder(string text) =>
        Unfilled.IsMatch(text) || PlaceholderWord.IsMatch(text) || TemplateSigns.Any(sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0);

    // Contract §12: PEM, or the Base64 of a DER sequence, which starts with MII at this length.
    private static bool IsKey(string text)
    {
        var trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '"', '\'');
        return (trimmed.StartsWith("-----BEGIN ", StringComparison.Ordinal) && trimmed.IndexOf(" KEY-----", StringComparison.Ordinal) >= 0)
            || (trimmed.Length >= ShortestKey && trimmed.StartsWith("MII", StringComparison.Ordinal));
    }

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
