namespace WalmartAuth.Http;

/// <summary>A token as the headers of a call carry it.</summary>
internal sealed class TokenHeaderText
{
    public TokenHeaderText(string token)
    {
        Plain = token;
        Bearer = "Bearer " + token;
    }

    /// <summary>The token alone.</summary>
    public string Plain { get; }

    /// <summary>The token with the word before it.</summary>
    public string Bearer { get; }

    public override string ToString() => "***";
}
