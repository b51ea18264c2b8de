using Microsoft.Coyote.Rewriting;

namespace WalmartAuth.ModelTests;

/// <summary>The vault for a shared token, without the seal: its content, and how often this process wrote each token.</summary>
[SkipRewriting("Each of its members is one step of a schedule.")]
internal sealed class SharedVault
{
    private readonly Dictionary<string, int> written = [];

    private string? held;

    /// <summary>Reads it. Each reader gets its own copy of the token, as after unsealing.</summary>
    public SharedToken? Read(ModelClock clock) => held is null ? null : new SharedToken(new SecretText(held), clock.UtcNow, Model.Life);

    /// <summary>Another process writes.</summary>
    public void Put(string token) => held = token;

    /// <summary>This process writes.</summary>
    public void Write(AccessToken token)
    {
        held = token.Value.Reveal();
        written[held] = CountOf(token) + 1;
    }

    /// <summary>How often this process wrote the token.</summary>
    public int CountOf(AccessToken token) => written.GetValueOrDefault(token.Value.Reveal());

    /// <summary>The maximum number of writes of any token.</summary>
    public int MostWrites
    {
        get
        {
            var most = 0;
            foreach (var count in written.Values)
            {
                most = Math.Max(most, count);
            }

            return most;
        }
    }
}
