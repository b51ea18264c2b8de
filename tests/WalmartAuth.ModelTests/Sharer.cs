using Microsoft.Coyote.Specifications;

namespace WalmartAuth.ModelTests;

/// <summary>A cmdlet of a session that shares its token: it reads the vault, requests a token, and writes it.</summary>
internal sealed class Sharer(Model model)
{
    private readonly Caller caller = model.CreateCallers(1)[0];

    public AccessToken? Token => caller.Token;

    /// <summary>Gets a token, as a call without a token or with a rejected one does, in the module's order.</summary>
    /// <param name="rejected">The token that Walmart rejected; null if there is none.</param>
    /// <param name="isStopped">True for a cmdlet that is stopped during the write.</param>
    /// <param name="own">The errors that are its own.</param>
    public Task StartAsync(AccessToken? rejected = null, bool isStopped = false, params WalmartErrorId[] own) => Task.Run(async () =>
    {
        if (rejected is not null)
        {
            model.Sharing.Reject(rejected.Value);
        }

        if (rejected is null || rejected == model.Entry.Current)
        {
            Look();
        }

        await caller.StartAsync(rejected is null ? TokenRequestMode.Use : TokenRequestMode.Replace, rejected);
        Model.CheckEnd(caller, own);
        Specification.Assert(rejected is null || Token is null || !Token.Value.SameAs(rejected.Value), "A caller got the token again that Walmart rejected.");
        await FlushAsync(isStopped);
    });

    /// <summary>Uses the vault's token if it is acceptable.</summary>
    public void Look()
    {
        if (model.Vault.Read(model.Clock) is not { } found)
        {
            return;
        }

        var isRejected = model.Sharing.IsRejected(found.Value);
        Specification.Assert(!model.Entry.TryAdopt(found, model.Client.Issuer) || !isRejected, "A token that Walmart rejected was taken from the vault.");
    }

    /// <summary>Writes a new token, unless another cmdlet does.</summary>
    public async Task FlushAsync(bool isStopped = false)
    {
        if (model.Entry.PendingShare is not { } pending || !model.Entry.TryTakePendingShare(pending))
        {
            return;
        }

        await Task.Yield();
        if (isStopped)
        {
            model.Entry.ReturnPendingShare(pending);
            return;
        }

        model.Vault.Write(pending.Token);
    }
}
