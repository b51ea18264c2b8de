using WalmartAuth.Http;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Hands out the tokens it was given, one after the other as they are rejected.</summary>
internal sealed class TokenGiver : ITokenSource
{
    private readonly Queue<AccessToken> tokens;

    public TokenGiver(Uri issuer, params string[] tokens) =>
        this.tokens = new Queue<AccessToken>(tokens.Select((t, i) => new AccessToken(new SecretText(t), issuer, i, TimeSpan.FromHours(1), TimeSpan.FromMinutes(15), DateTimeOffset.UnixEpoch)));

    public int Asked { get; private set; }

    public int Replaced { get; private set; }

    public Task<AccessToken> GetAsync(IActivity activity, CancellationToken cancellation)
    {
        Asked++;
        return Task.FromResult(tokens.Peek());
    }

    public Task<AccessToken?> ReplaceAsync(AccessToken rejected, IActivity activity, CancellationToken cancellation)
    {
        Replaced++;
        if (tokens.Count == 1)
        {
            return Task.FromResult<AccessToken?>(null);
        }

        tokens.Dequeue();
        return Task.FromResult<AccessToken?>(tokens.Peek());
    }
}
