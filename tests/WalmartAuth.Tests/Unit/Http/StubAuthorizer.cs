using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>Returns its tokens in order, the next one after each rejection.</summary>
internal sealed class StubAuthorizer : IRequestAuthorizer
{
    private readonly Uri issuer;
    private readonly Queue<AccessToken> tokens = new();
    private long generation;

    public StubAuthorizer(Uri issuer, params string[] tokens)
    {
        this.issuer = issuer;
        Restore(tokens);
    }

    public int Asked { get; private set; }

    public int Replaced { get; private set; }

    /// <summary>Replaces the remaining tokens.</summary>
    public void Restore(params string[] texts)
    {
        tokens.Clear();
        foreach (var text in texts)
        {
            tokens.Enqueue(new AccessToken(new SecretText(text), issuer, generation++, TimeSpan.FromHours(1), TimeSpan.FromMinutes(15), DateTimeOffset.UnixEpoch));
        }
    }

    public Task<RequestAuthorization> AuthorizeAsync(CallBudget budget, CancellationToken cancellation)
    {
        Asked++;
        return Task.FromResult<RequestAuthorization>(tokens.Peek());
    }

    public Task<RequestAuthorization?> RenewAsync(RequestAuthorization rejected, CallBudget budget, CancellationToken cancellation)
    {
        Replaced++;
        if (tokens.Count == 1)
        {
            return Task.FromResult<RequestAuthorization?>(null);
        }

        tokens.Dequeue();
        return Task.FromResult<RequestAuthorization?>(tokens.Peek());
    }
}
