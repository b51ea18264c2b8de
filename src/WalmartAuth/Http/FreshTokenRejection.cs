namespace WalmartAuth.Http;

/// <summary>
/// The token that was fetched anew for one endpoint and rejected there all the same. For half a minute it is not
/// replaced for that endpoint again: a gateway that accepts a credential but not its tokens would otherwise be asked for
/// a new one by every call.
/// </summary>
internal sealed class FreshTokenRejection
{
    internal static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private long generation = -1;
    private TimeSpan until;

    /// <summary>Takes note of a fresh token's rejection.</summary>
    public void Note(AccessToken token, TimeSpan now)
    {
        lock (gate)
        {
            generation = token.Generation;
            until = now + Memory;
        }
    }

    /// <summary>True for that very token, for a while.</summary>
    public bool IsOf(AccessToken token, TimeSpan now)
    {
        lock (gate)
        {
            return token.Generation == generation && now < until;
        }
    }
}
