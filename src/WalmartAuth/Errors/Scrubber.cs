namespace WalmartAuth.Errors;

/// <summary>
/// Takes secrets out of a text that came from outside: a gateway or a proxy may echo what it was sent, and an error is
/// the last place where that should stand.
/// </summary>
internal sealed class Scrubber
{
    public static readonly Scrubber Empty = new();

    // Shorter ones would tear ordinary words apart, and no secret of Walmart's is that short.
    private const int ShortestSecret = 6;

    private readonly List<string> secrets = [];

    /// <param name="texts">The plain secrets; null and very short ones are passed over.</param>
    public Scrubber(params string?[] texts)
    {
        foreach (var text in texts)
        {
            if (text is { Length: >= ShortestSecret })
            {
                secrets.Add(text);
                secrets.Add(Uri.EscapeDataString(text));
                secrets.Add(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    /// <summary>The text with every secret, in the clear, URL-encoded or in Base64, replaced by three stars.</summary>
    public string Scrub(string text)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "***");
        }

        return text;
    }
}
