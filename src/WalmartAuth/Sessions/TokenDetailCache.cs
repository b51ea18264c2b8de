using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Sessions;

/// <summary>
/// What token detail said of a session's token a moment ago, or that it said nothing: a pipeline of calls that all fail for
/// one reason asks once, and not once for each.
/// </summary>
internal sealed class TokenDetailCache
{
    internal static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private Task<TokenDetail>? answer;
    private AccessToken? about;
    private TimeSpan goodUntil;

    /// <summary>The answer for this token; asked for where none is kept. Whoever waits may leave, the question goes on.</summary>
    public Task<TokenDetail> GetAsync(AccessToken token, IClock clock, Func<Task<TokenDetail>> ask, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (answer is null || about != token || clock.Monotonic >= goodUntil)
            {
                answer = ask();
                about = token;
                goodUntil = clock.Monotonic + Life;

                // One that fails after everybody left is nobody's unobserved exception.
                _ = answer.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return answer.WaitAsync(cancellation);
        }
    }
}
