using System.Management.Automation;
using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Sessions;

/// <summary>
/// Handles the refresh tokens that Walmart issues or replaces (contract §2): one that is not stored is lost with the
/// process. It is written to the vault only if the user requested it; otherwise, a warning shows how to store it.
/// </summary>
internal sealed class RefreshTokenPersister
{
    private readonly ConnectionSettings settings;
    private SecretText? seen;

    public RefreshTokenPersister(ConnectionSettings settings) => this.settings = settings;

    /// <summary>Checks the last token response of the credential; each refresh token is handled once.</summary>
    public async Task PersistAsync(CredentialLease lease, IVaultHost? vault, ICmdletOutput output)
    {
        var known = Volatile.Read(ref seen);
        if (lease.Entry.NewestRefreshToken is not { } newest || newest == known || vault is null
            || Interlocked.CompareExchange(ref seen, newest, known) != known
            || lease.Grant.RefreshToken?.SameAs(newest) == true || known?.SameAs(newest) == true)
        {
            return;
        }

        var profile = lease.Profile;
        var partner = settings.PartnerId ?? profile.PartnerId;
        if (!settings.SaveRefreshToken)
        {
            output.Warning(SessionMessages.NewRefreshToken(partner, Advice(profile, partner)));
            return;
        }

        try
        {
            await vault.InvokeAsync(context =>
            {
                VaultWriter.SaveRefreshToken(context, profile, newest, partner);
                return true;
            }).ConfigureAwait(false);
            output.Verbose(SessionMessages.RefreshTokenWasSaved(partner, profile.Source));
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            // The session works; only the next process would lack the token.
            output.Warning(SessionMessages.RefreshTokenWasNotSaved(partner, profile.Source, VaultErrors.Words((RuntimeException)e), Advice(profile, partner)));
        }
    }

    private static string Advice(CredentialProfile profile, string? partner) =>
        SessionMessages.StoreRefreshToken(profile.SecretName, profile.Vault, partner);
}
