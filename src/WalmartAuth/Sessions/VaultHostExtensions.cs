using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Sessions;

/// <summary>Runs actions on a pipeline thread that may be busy with the user's own code.</summary>
internal static class VaultHostExtensions
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(2);

    /// <summary>Runs an action on the caller's pipeline thread. False if it could not start within two seconds: then it never runs.</summary>
    public static async Task<bool> TryInvokeAsync(this IVaultHost vault, Action<SecretReadContext> act, IClock clock, CancellationToken cancellation)
    {
        var begun = 0;
        var work = vault.InvokeAsync(context =>
        {
            if (Interlocked.CompareExchange(ref begun, 1, 0) == 0)
            {
                act(context);
            }

            return true;
        });
        if (!work.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(work, clock.Delay(StartLimit, enough.Token)).ConfigureAwait(false);
            enough.Cancel();
        }

        if (work.IsCompleted || Interlocked.CompareExchange(ref begun, 2, 0) != 0)
        {
            await work.ConfigureAwait(false);
            return true;
        }

        cancellation.ThrowIfCancellationRequested();
        return false;
    }
}
