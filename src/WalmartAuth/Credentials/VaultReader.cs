using System.Collections;
using System.Management.Automation;
using System.Net;
using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>
/// Reads one secret, and the metadata stored with it. Without -Vault, SecretManagement lists every vault for each of its commands, so
/// the vault is passed as soon as it is known, and metadata is read once, and only if the secret may lack something.
/// </summary>
internal static class VaultReader
{
    private static readonly IDictionary NoMetadata = new Hashtable();

    /// <summary>Reads a secret and turns it into a credential.</summary>
    /// <exception cref="WalmartException">What went wrong; each case has the command that helps.</exception>
    public static CredentialProfile Read(SecretReadContext context, SecretLocation location)
    {
        if (location.Vault is null)
        {
            Locate(context, location);
        }

        try
        {
            return ReadProfile(context, location);
        }
        catch (WalmartException e) when (e.ErrorId is WalmartErrorId.SecretNotFound or WalmartErrorId.VaultNotFound && location.Forget())
        {
            // It was found there before, and is now somewhere else.
            return ReadProfile(context, location);
        }
    }

    /// <summary>What SecretManagement lists about a secret, including its vault and metadata; null if the vault lists nothing.</summary>
    internal static PSObject? Information(SecretReadContext context, string name, string? vault)
    {
        try
        {
            return List(context, name, vault, ActionPreference.Ignore);
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            // Many vault extensions do not support metadata, and the credential is still usable.
            context.Cmdlet.WriteVerbose(CredentialMessages.VaultGivesNoMetadata(e.Message));
            return null;
        }
    }

    private static CredentialProfile ReadProfile(SecretReadContext context, SecretLocation location)
    {
        var secret = Get(context, location);
        context.Cmdlet.WriteVerbose(CredentialMessages.SecretWasRead(location.Name, location.Vault));
        var profile = Parse(secret, location, context) with { Source = location.Label, SecretName = location.Name, Vault = location.Vault };
        if (secret is PSCredential || profile.Program is null)
        {
            location.Metadata ??= Information(context, location.Name, location.Vault)?.Properties["Metadata"]?.Value as IDictionary ?? NoMetadata;
        }

        if (location.Metadata is { } metadata)
        {
            profile = SecretParser.WithMetadata(profile, metadata, CredentialMessages.MetadataOf(location.Label));
        }

        return profile.ProxySecretName is { } proxy ? profile with { ProxyCredential = ReadProxyCredential(context, proxy, location) } : profile;
    }

    private static CredentialProfile Parse(object? secret, SecretLocation location, SecretReadContext context)
    {
        try
        {
            return SecretParser.Read(secret, location.Label, context.Cmdlet.WriteWarning);
        }
        catch (WalmartException e)
        {
            throw e.WithNextStep(CredentialMessages.StoreCredential(location.Name, location.Vault));
        }
    }

    private static object? Get(SecretReadContext context, SecretLocation location)
    {
        try
        {
            return VaultCommand.Run(context, "Get-Secret", ("Name", location.Name), ("Vault", location.Vault)).FirstOrDefault()?.BaseObject;
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            throw VaultErrors.Describe(context, (RuntimeException)e, location.Name, location.Vault, location.Label);
        }
    }

    // A vault that cannot be listed may contain the secret and come before the others, so SecretManagement searches for it.
    private static void Locate(SecretReadContext context, SecretLocation location)
    {
        try
        {
            var found = List(context, location.Name, vault: null, ActionPreference.Stop);
            location.Vault = found?.Properties["VaultName"]?.Value?.ToString();
            location.Metadata ??= found?.Properties["Metadata"]?.Value as IDictionary ?? NoMetadata;
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            context.Cmdlet.WriteVerbose(CredentialMessages.VaultsCouldNotBeListed(e.Message));
        }
    }

    // -Name is a pattern here. Several vaults may have the same name: Get-Secret uses the first.
    private static PSObject? List(SecretReadContext context, string name, string? vault, ActionPreference onError) =>
        VaultCommand.Run(context, "Get-SecretInfo", onError, ("Name", WildcardPattern.Escape(name)), ("Vault", vault))
            .FirstOrDefault(info => string.Equals(info.Properties["Name"]?.Value?.ToString(), name, StringComparison.OrdinalIgnoreCase));

    // The proxy's password is most likely in the same vault as the secret that names it.
    private static NetworkCredential ReadProxyCredential(SecretReadContext context, string name, SecretLocation beside)
    {
        var location = new SecretLocation(name, beside.Vault);
        return Get(context, location) is PSCredential credential
            ? new NetworkCredential(credential.UserName, credential.Password)
            : throw new WalmartException(WalmartErrorId.SecretShapeNotSupported, CredentialMessages.ProxySecretIsNotCredential(location.Label, beside.Label), target: name, recommendedAction: CredentialMessages.StoreProxyCredential(PSLiteral.Quote(name)));
    }
}
