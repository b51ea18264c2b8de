using Microsoft.Coyote.Specifications;

namespace WalmartAuth.ModelTests;

/// <summary>The token call of a gateway that takes two turns to respond and checks for cancellation in each.</summary>
internal sealed class TokenClient(ModelClock clock, RequestLog log)
{
    private const int Turns = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public Uri Issuer { get; } = new("https://gateway.invalid/");

    public SessionCounters Counters { get; } = new();

    /// <summary>The failure of a request, by its number and its budget; null for success.</summary>
    public Func<int, CallBudget, WalmartErrorId?> Fails { get; set; } = (_, _) => null;

    public CallBudget CreateBudget(RetryPolicy policy) => new(policy, Timeout, clock, NullOutput.Instance);

    public CallBudget CreateBackgroundBudget() => CreateBudget(RetryPolicy.None);

    public WalmartException CreateTimeoutError() => new(WalmartErrorId.Timeout, "The wait for another call's token request took too long.");

    public async Task<TokenResponse> RequestAsync(SecretText? refreshToken, CallBudget budget, CancellationToken cancellation)
    {
        var number = log.Begin(cancellation);
        try
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                Specification.Assert(log.IsSingle, "Two token requests are pending, and neither was cancelled.");
                await Task.Yield();
                if (cancellation.IsCancellationRequested)
                {
                    log.HasCancelledRenewal |= ReferenceEquals(budget.Policy, RetryPolicy.None);
                    throw new OperationCanceledException(cancellation);
                }
            }

            return Fails(number, budget) is { } id
                ? throw new WalmartException(id, "The token request failed.")
                : new TokenResponse(new SecretText("token" + number), TimeSpan.FromSeconds(900), RefreshToken: null, clock.Monotonic, clock.UtcNow, GatewayDate: null);
        }
        finally
        {
            log.End(cancellation);
        }
    }
}
