namespace WalmartAuth.ModelTests;

/// <summary>One caller of the token cache, and how its call ended.</summary>
internal sealed class Caller(Model model, CallBudget budget)
{
    private readonly CancellationTokenSource cancellation = new();

    public AccessToken? Token { get; private set; }

    public Exception? Error { get; private set; }

    public bool HasLeft { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>Gets a token, as a separate task. It never fails: the outcome is in the properties.</summary>
    public Task StartAsync(TokenRequestMode mode, AccessToken? rejected = null) => Task.Run(async () =>
    {
        try
        {
            Token = await model.Entry.GetAsync(mode, rejected, model.Client, budget, cancellation.Token);
        }
        catch (Exception e)
        {
            Error = e;
        }

        model.Log.End(this);
    });

    /// <summary>Leaves, from another task.</summary>
    public Task LeaveAsync() => Task.Run(() =>
    {
        model.Log.Leave(this);
        cancellation.Cancel();
    });
}
