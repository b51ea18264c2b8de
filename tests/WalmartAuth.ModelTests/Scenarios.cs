using Microsoft.Coyote.Specifications;

namespace WalmartAuth.ModelTests;

/// <summary>Scenarios with four callers. Each runs once per schedule, and asserts what must hold in all of them.</summary>
internal static class Scenarios
{
    private const int Count = 4;
    private static readonly RetryPolicy Small = new() { MaximumRetryCount = 0 };

    /// <summary>No token yet: one request, and every caller gets its token.</summary>
    public static async Task Cold(Model model)
    {
        var callers = model.CreateCallers(Count);
        await Task.WhenAll(Start(callers, TokenRequestMode.Use));
        CheckSame(model, callers);
        model.CheckRequests(1);
    }

    /// <summary>The token has expired: one request, and every caller gets the new one.</summary>
    public static async Task Expired(Model model)
    {
        var old = await model.CacheAsync(Model.Life);
        var callers = model.CreateCallers(Count);
        await Task.WhenAll(Start(callers, TokenRequestMode.Use));
        CheckSame(model, callers);
        CheckNewer(callers[0], old);
        model.CheckRequests(2);
    }

    /// <summary>Walmart rejected the token of every caller: one request, and every caller gets the new one.</summary>
    public static async Task Rejected(Model model)
    {
        var old = await model.CacheAsync(TimeSpan.FromSeconds(1));
        var callers = model.CreateCallers(Count);
        await Task.WhenAll(Start(callers, TokenRequestMode.Replace, old));
        CheckSame(model, callers);
        CheckNewer(callers[0], old);
        model.CheckRequests(2);
    }

    /// <summary>One of the callers leaves: the others get a token, through a second request only if the first belonged to that caller alone.</summary>
    public static async Task OneLeaves(Model model)
    {
        var callers = model.CreateCallers(Count);
        var tasks = Start(callers, TokenRequestMode.Use);
        tasks.Add(callers[0].LeaveAsync());
        await Task.WhenAll(tasks);
        Model.CheckEnd(callers[0]);
        CheckSame(model, callers[1..]);
        model.CheckRequests(2);
    }

    /// <summary>All callers leave: no request continues, and the next caller gets a token.</summary>
    public static async Task AllLeave(Model model)
    {
        var callers = model.CreateCallers(Count);
        var tasks = Start(callers, TokenRequestMode.Use);
        foreach (var caller in callers)
        {
            tasks.Add(caller.LeaveAsync());
        }

        await Task.WhenAll(tasks);
        Array.ForEach(callers, caller => Model.CheckEnd(caller));
        model.CheckNoneWanted();
        await model.GetAsync();
    }

    /// <summary>The token request fails: its callers get the error, and the next caller gets a token.</summary>
    public static async Task CallFails(Model model)
    {
        model.Client.Fails = (number, _) => number == 1 ? WalmartErrorId.GatewayUnavailable : null;
        var callers = model.CreateCallers(Count);
        await Task.WhenAll(Start(callers, TokenRequestMode.Use));
        Array.ForEach(callers, caller => Model.CheckEnd(caller, WalmartErrorId.GatewayUnavailable));
        await model.GetAsync();
        model.CheckRequests(2);
    }

    /// <summary>The caller that started the request gives up sooner than the others: they get a token.</summary>
    public static async Task StarterGivesUp(Model model)
    {
        model.Client.Fails = (_, budget) => ReferenceEquals(budget.Policy, Small) ? WalmartErrorId.Timeout : null;
        var starter = model.CreateCaller(Small);
        var callers = model.CreateCallers(Count - 1);
        var tasks = Start(callers, TokenRequestMode.Use);
        tasks.Add(starter.StartAsync(TokenRequestMode.Use));
        await Task.WhenAll(tasks);
        Model.CheckEnd(starter, WalmartErrorId.Timeout);
        CheckSame(model, callers);
        model.CheckRequests(2);
    }

    /// <summary>Walmart rejects the credential: there is one request, and every caller gets the rejection.</summary>
    public static async Task CredentialRejected(Model model)
    {
        model.Client.Fails = (_, _) => WalmartErrorId.CredentialRejected;
        var callers = model.CreateCallers(Count);
        await Task.WhenAll(Start(callers, TokenRequestMode.Use));
        foreach (var caller in callers)
        {
            Specification.Assert(caller.Error is WalmartException { ErrorId: WalmartErrorId.CredentialRejected }, "A caller did not get the rejection, but: {0}", caller.Error);
        }

        model.CheckRequests(1);
    }

    /// <summary>The token is due for renewal, and a caller that wants a new one leaves: the renewal continues.</summary>
    public static async Task RenewalWhileOneLeaves(Model model)
    {
        await model.CacheAsync(Model.Life * 0.8);
        var callers = model.CreateCallers(Count);
        var tasks = Start(callers[1..], TokenRequestMode.Use);
        tasks.Add(callers[0].StartAsync(TokenRequestMode.Force));
        tasks.Add(callers[0].LeaveAsync());
        await Task.WhenAll(tasks);
        Model.CheckEnd(callers[0]);
        Array.ForEach(callers[1..], Model.CheckToken);
        await YieldAsync();
        Specification.Assert(!model.Log.HasCancelledRenewal, "A renewal in the background was cancelled.");
        model.CheckRequests(3);
    }

    /// <summary>The background renewal fails: no caller gets an error.</summary>
    public static async Task RenewalFails(Model model)
    {
        model.Client.Fails = (_, budget) => ReferenceEquals(budget.Policy, RetryPolicy.None) ? WalmartErrorId.InvalidResponse : null;
        await model.CacheAsync(Model.Life * 0.8);
        var callers = model.CreateCallers(Count);
        var tasks = Start(callers[1..], TokenRequestMode.Use);
        tasks.Add(callers[0].StartAsync(TokenRequestMode.Force));
        await Task.WhenAll(tasks);
        Array.ForEach(callers, Model.CheckToken);
        model.CheckRequests(3);
    }

    /// <summary>The last session is disconnected: every caller has a token or an error, and no token stays.</summary>
    public static async Task Disconnected(Model model)
    {
        var callers = model.CreateCallers(Count);
        var tasks = Start(callers, TokenRequestMode.Use);
        tasks.Add(Task.Run(model.Entry.Clear));
        await Task.WhenAll(tasks);
        Array.ForEach(callers, caller => Model.CheckEnd(caller, WalmartErrorId.NotConnected));
        model.CheckNoneWanted();
        await YieldAsync();
        Specification.Assert(model.Entry.Current is null, "A token stays after the session was disconnected.");
        var late = model.CreateCallers(1)[0];
        await late.StartAsync(TokenRequestMode.Use);
        Specification.Assert(late.Error is WalmartException { ErrorId: WalmartErrorId.NotConnected }, "A disconnected entry gave: {0}", late.Token ?? (object?)late.Error);
    }

    private static List<Task> Start(Caller[] callers, TokenRequestMode mode, AccessToken? rejected = null)
    {
        var tasks = new List<Task>();
        foreach (var caller in callers)
        {
            tasks.Add(caller.StartAsync(mode, rejected));
        }

        return tasks;
    }

    // Lets work finish that no caller waits for.
    private static async Task YieldAsync()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            await Task.Yield();
        }
    }

    private static void CheckSame(Model model, Caller[] callers)
    {
        foreach (var caller in callers)
        {
            Model.CheckToken(caller);
            Specification.Assert(caller.Token == model.Entry.Current, "A caller got another token than the cached one.");
        }
    }

    private static void CheckNewer(Caller caller, AccessToken old) =>
        Specification.Assert(caller.Token!.Sequence > old.Sequence, "A caller got the old token.");
}
