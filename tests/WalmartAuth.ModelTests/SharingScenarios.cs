using Microsoft.Coyote.Specifications;

namespace WalmartAuth.ModelTests;

/// <summary>Scenarios for the cmdlets of a process that shares its token with other processes through a vault.</summary>
internal static class SharingScenarios
{
    /// <summary>Another process writes its token while this one requests its own: at most one request, and its token is written once.</summary>
    public static async Task SharedWhileRequested(Model model)
    {
        _ = model.Sharing;
        var sharers = Create(model, 2);
        await Task.WhenAll(sharers[0].StartAsync(), sharers[1].StartAsync(), Task.Run(() => model.Vault.Put("other")));
        Array.ForEach(sharers, sharer => Specification.Assert(sharer.Token is not null, "A caller got no token."));
        await CheckWrittenAsync(model);
        model.CheckRequests(1);
    }

    /// <summary>The vault still contains the token of one rejected caller, and another caller was rejected with its successor.</summary>
    public static async Task SharedAfterRejection(Model model)
    {
        _ = model.Sharing;
        model.Vault.Put("revoked");
        var sharers = Create(model, 2);
        sharers[0].Look();
        var first = model.Entry.Current!;
        var forcing = model.CreateCallers(1)[0];
        await forcing.StartAsync(TokenRequestMode.Force);
        await Task.WhenAll(sharers[0].StartAsync(first), sharers[1].StartAsync(forcing.Token));
        await CheckWrittenAsync(model);
        model.CheckRequests(3);
    }

    /// <summary>The session is disconnected while others read, request and write: no token stays, and none is used any more.</summary>
    public static async Task SharedAfterClear(Model model)
    {
        _ = model.Sharing;
        model.Vault.Put("other");
        var sharers = Create(model, 3);
        await Task.WhenAll(
            sharers[0].StartAsync(rejected: null, isStopped: false, WalmartErrorId.NotConnected),
            sharers[1].StartAsync(rejected: null, isStopped: true, WalmartErrorId.NotConnected),
            Task.Run(model.Entry.Clear));
        sharers[2].Look();
        Specification.Assert(model.Entry.Current is null && model.Entry.PendingShare is null, "A token stays after the session was disconnected.");
        model.CheckNoneWanted();
    }

    /// <summary>Three cmdlets write, two of them are stopped, and a fourth renews: the newest token is written, once.</summary>
    public static async Task WriteIsStopped(Model model)
    {
        _ = model.Sharing;
        var sharers = Create(model, 3);
        var forcing = model.CreateCallers(1)[0];
        await Task.WhenAll(sharers[0].StartAsync(rejected: null, isStopped: true), sharers[1].StartAsync(rejected: null, isStopped: true), sharers[2].StartAsync(), forcing.StartAsync(TokenRequestMode.Force));
        await CheckWrittenAsync(model);
        model.CheckRequests(2);
    }

    private static Sharer[] Create(Model model, int count)
    {
        var sharers = new Sharer[count];
        for (var i = 0; i < count; i++)
        {
            sharers[i] = new Sharer(model);
        }

        return sharers;
    }

    // The next cmdlet completes a write that was stopped; no write is lost or duplicated.
    private static async Task CheckWrittenAsync(Model model)
    {
        await new Sharer(model).FlushAsync();
        var token = model.Entry.Current!;
        Specification.Assert(token.IsShared || model.Vault.CountOf(token) == 1, "The newest token was written {0} times.", model.Vault.CountOf(token));
        Specification.Assert(model.Vault.MostWrites <= 1, "A token was written by two.");
        Specification.Assert(model.Entry.PendingShare is null, "A token still waits to be written.");
    }
}
