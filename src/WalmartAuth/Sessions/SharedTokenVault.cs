using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>
/// Reads and writes the shared access token, only on the caller's own pipeline thread, and never while a token request runs. A vault
/// that fails is not used for a while, and does not fail a call.
/// </summary>
internal sealed class SharedTokenVault
{
    private static readonly TimeSpan LongestWritePause = TimeSpan.FromSeconds(1);

    private readonly ISharedTokenStore store;
    private readonly SharedTokenSeal seal;
    private readonly string sessionName;
    private readonly TokenCacheEntry entry;
    private readonly TokenClient client;
    private readonly IClock clock;
    private readonly SharingState state;
    private int hasWarned;

    /// <param name="store">Where the token is shared.</param>
    /// <param name="seal">Seals and opens it.</param>
    /// <param name="sessionName">The session, for messages.</param>
    /// <param name="entry">The token's place in the cache.</param>
    /// <param name="client">Counts tokens read from the vault.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="previous">The vault of the session's previous credential, which may already have written a warning.</param>
    public SharedTokenVault(ISharedTokenStore store, SharedTokenSeal seal, string sessionName, TokenCacheEntry entry, TokenClient client, IClock clock, SharedTokenVault? previous)
    {
        this.store = store;
        this.seal = seal;
        this.sessionName = sessionName;
        this.entry = entry;
        this.client = client;
        this.clock = clock;
        state = entry.StartSharing();
        hasWarned = previous?.hasWarned ?? 0;
    }

    /// <summary>The vault's name.</summary>
    public string Name => store.Vault;

    /// <summary>Looks in the vault for a better token than the one in use.</summary>
    /// <param name="isUrgent">True to look even if another caller just did: after a rejection.</param>
    /// <param name="vault">The caller's cmdlet.</param>
    /// <param name="output">Where it is reported.</param>
    /// <param name="cancellation">Lets the caller leave.</param>
    public async Task LookAsync(bool isUrgent, IVaultHost vault, ICmdletOutput output, CancellationToken cancellation)
    {
        var now = clock.Monotonic;
        if (state.IsResting(now) || (!isUrgent && !state.MayLook(now)))
        {
            return;
        }

        var seen = state.Looks;
        state.BeginLook();
        try
        {
            await RunOnPipelineAsync(context => Look(context, seen, output), vault, output, cancellation).ConfigureAwait(false);
        }
        finally
        {
            state.EndLook();
        }
    }

    /// <summary>True if a token that this process requested is not in the vault yet and may be written now.</summary>
    public bool MayFlush => entry.PendingShare is not null && !state.IsResting(clock.Monotonic);

    /// <summary>Writes a token that this process requested and that is not in the vault yet.</summary>
    public Task FlushAsync(IVaultHost vault, ICmdletOutput output, CancellationToken cancellation) =>
        entry.PendingShare is { } pending && !state.IsResting(clock.Monotonic)
            ? RunOnPipelineAsync(context => Write(context, pending, output), vault, output, cancellation)
            : Task.CompletedTask;

    /// <summary>Overwrites the value in the vault, so that no other process uses it.</summary>
    /// <exception cref="WalmartException">The vault failed.</exception>
    public void Remove(SecretReadContext context) => store.Write(context, seal.Name, "removed");

    private void Look(SecretReadContext context, long seen, ICmdletOutput output)
    {
        // Another caller looked while this one waited for its pipeline thread.
        if (state.Looks != seen)
        {
            return;
        }

        var value = store.Read(context, seal.Name);
        state.RecordLook(clock.Monotonic);
        if (value is null)
        {
            output.Verbose(SessionMessages.NoSharedToken(sessionName, Name));
        }
        else if (seal.Open(value, clock.UtcNow) is not { } found)
        {
            output.Verbose(SessionMessages.SharedTokenIsNotUsed(sessionName, Name));
        }
        else if (entry.TryAdopt(found, client.Issuer))
        {
            client.Counters.CountSharedTokenHit();
            output.Verbose(SessionMessages.TokenComesFromVault(sessionName, Name));
        }
        else
        {
            found.Value.Dispose();
        }
    }

    private void Write(SecretReadContext context, PendingShare pending, ICmdletOutput output)
    {
        if (!entry.TryTakePendingShare(pending))
        {
            return;
        }

        try
        {
            var value = seal.Seal(new SharedToken(pending.Token.Value, pending.IssuedOn, pending.Token.Life!.Value));
            output.Verbose(TryWrite(context, value) is { } busy
                ? SessionMessages.TokenIsNotShared(sessionName, busy.Message)
                : SessionMessages.TokenIsShared(sessionName, Name));
        }
        catch (Exception e) when (e is PipelineStoppedException or OperationCanceledException)
        {
            // Ctrl+C, or Select-Object -First: the next cmdlet writes it.
            entry.ReturnPendingShare(pending);
            throw;
        }
    }

    /// <summary>Writes, and retries once. Returns the failure if other processes are writing at the moment; one of them may be writing this very token.</summary>
    private WalmartException? TryWrite(SecretReadContext context, string value)
    {
        try
        {
            store.Write(context, seal.Name, value);
        }
        catch (WalmartException)
        {
            clock.Delay(TimeSpan.FromTicks((long)(LongestWritePause.Ticks * clock.NextRandom())), context.Stopping).GetAwaiter().GetResult();
            try
            {
                store.Write(context, seal.Name, value);
            }
            catch (WalmartException e) when (VaultErrors.IsSharingViolation(e))
            {
                return e;
            }
        }

        return null;
    }

    /// <summary>Runs an action on the caller's pipeline thread, and skips it if that thread is busy with the user's own code.</summary>
    private async Task RunOnPipelineAsync(Action<SecretReadContext> act, IVaultHost vault, ICmdletOutput output, CancellationToken cancellation)
    {
        try
        {
            if (await vault.TryInvokeAsync(act, clock, cancellation).ConfigureAwait(false))
            {
                return;
            }

            output.Verbose(SessionMessages.VaultIsNotUsed(sessionName, Name));
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.NotConnected)
        {
            // Disconnected in the meantime: there is nothing to share.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The cmdlet has ended, and its thread does nothing more.
        }
        catch (Exception e) when (e is not OperationCanceledException && (e.IsRecoverable() || e is InvalidOperationException))
        {
            Rest(e, output);
        }
    }

    private void Rest(Exception failure, ICmdletOutput output)
    {
        state.StartRest(clock.Monotonic);
        var message = SessionMessages.SharingIsPaused(sessionName, SharingState.Rest.TotalMinutes, failure.Message);
        if (Interlocked.Exchange(ref hasWarned, 1) == 0)
        {
            output.Warning(message);
        }
        else
        {
            output.Verbose(message);
        }
    }
}
