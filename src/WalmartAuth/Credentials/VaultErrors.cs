using System.Management.Automation;
using WalmartAuth.Common;

namespace WalmartAuth.Credentials;

/// <summary>
/// Interprets the errors of SecretManagement. Its ids are GetSecretNotFound, GetSecretVaultNotFound, GetSecretException and,
/// for an extension that throws, GetSecretInvalidOperation; a locked SecretStore throws a PasswordRequiredException.
/// </summary>
internal static class VaultErrors
{
    private const uint SharingViolation = 0x80070020;

    public static WalmartException Describe(SecretReadContext context, RuntimeException failure, string name, string? vault, string label)
    {
        var id = failure.ErrorRecord?.FullyQualifiedErrorId ?? "";
        if (failure is CommandNotFoundException || id.StartsWith("CouldNotAutoLoadModule", StringComparison.Ordinal) || id.StartsWith("CommandNotFoundException", StringComparison.Ordinal))
        {
            return new WalmartException(WalmartErrorId.SecretManagementMissing, CredentialMessages.SecretManagementIsMissing(label, VaultCommand.Module), failure, name);
        }

        if (id.StartsWith("GetSecretVaultNotFound", StringComparison.Ordinal) || id.StartsWith("VaultNotFound", StringComparison.Ordinal))
        {
            return new WalmartException(WalmartErrorId.VaultNotFound, CredentialMessages.NoSuchVault(vault, Known(Names(context, "Get-SecretVault"), "Registered vaults")), failure, vault);
        }

        if (IsLocked(failure))
        {
            return new WalmartException(WalmartErrorId.VaultLocked, HasWrongPassword(failure) ? CredentialMessages.VaultPasswordIsWrong(label) : CredentialMessages.VaultIsLocked(label), failure, vault ?? name);
        }

        if (IsNotFound(failure))
        {
            return vault is null && Names(context, "Get-SecretVault") is { Count: 0 }
                ? new WalmartException(WalmartErrorId.VaultNotFound, CredentialMessages.NoVaultIsRegistered(label), failure, name, CredentialMessages.RegisterVault)
                : new WalmartException(WalmartErrorId.SecretNotFound, CredentialMessages.NoSuchSecret(label, Known(NearNames.Find(name, Names(context, "Get-SecretInfo", vault)), "Did you mean")), failure, name, CredentialMessages.FindOrStoreCredential(name, vault));
        }

        // The extension's own text is most helpful here. It is the extension's responsibility, and the extension does not have the token.
        return new WalmartException(WalmartErrorId.VaultFailed, CredentialMessages.VaultFailed(label, Words(failure)), failure, vault ?? name);
    }

    /// <summary>What went wrong, with its causes: SecretManagement names the vault, and the extension's inner error says why.</summary>
    internal static string Words(RuntimeException failure)
    {
        var words = new List<string>();
        foreach (var cause in Causes(failure))
        {
            if (!words.Any(w => w.Contains(cause.Message)))
            {
                words.Add(cause.Message);
            }
        }

        return string.Join(": ", words);
    }

    /// <summary>True if the vault does not contain the secret.</summary>
    internal static bool IsNotFound(RuntimeException failure) =>
        (failure.ErrorRecord?.FullyQualifiedErrorId ?? "").StartsWith("GetSecretNotFound", StringComparison.Ordinal)
        || (failure is ItemNotFoundException && !IsSharingViolation(failure));

    /// <summary>True if another process has the vault's file open. SecretManagement passes on only the text of the system's error.</summary>
    internal static bool IsSharingViolation(Exception failure) => Causes(failure).Any(cause =>
        (uint)cause.HResult == SharingViolation || cause.Message.IndexOf("being used by another process", StringComparison.OrdinalIgnoreCase) >= 0);

    // Compared by type name: SecretManagement's assembly is not referenced, because it may not be installed. Other extensions only have text.
    private static bool IsLocked(RuntimeException failure) => HasWrongPassword(failure) || Causes(failure).Any(cause =>
        cause.GetType().Name == "PasswordRequiredException"
        || cause.Message.IndexOf("password is required", StringComparison.OrdinalIgnoreCase) >= 0
        || cause.Message.IndexOf("vault is locked", StringComparison.OrdinalIgnoreCase) >= 0);

    // SecretStore uses one type for both.
    private static bool HasWrongPassword(RuntimeException failure) => Causes(failure).Any(cause =>
        cause.Message.IndexOf("password is incorrect", StringComparison.OrdinalIgnoreCase) >= 0
        || cause.Message.IndexOf("password is invalid", StringComparison.OrdinalIgnoreCase) >= 0
        || cause.Message.IndexOf("password may be invalid", StringComparison.OrdinalIgnoreCase) >= 0);

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        // ErrorAction Stop adds its own text around that of the error.
        for (var e = failure is ActionPreferenceStopException stop ? stop.ErrorRecord.Exception : failure; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    private static List<string> Names(SecretReadContext context, string command, string? vault = null)
    {
        try
        {
            return VaultCommand.Run(context, command, ActionPreference.Ignore, ("Vault", vault)).Select(i => i.Properties["Name"]?.Value?.ToString()).OfType<string>().ToList();
        }
        catch (RuntimeException)
        {
            // Only improves the message.
            return ["?"];
        }
    }

    private static string Known(IEnumerable<string> names, string text)
    {
        var list = names.Where(n => n != "?").Distinct(StringComparer.OrdinalIgnoreCase).Take(5).ToArray();
        return list.Length == 0 ? "" : $" {text}: {string.Join(", ", list)}{(text.StartsWith("Did", StringComparison.Ordinal) ? "?" : ".")}";
    }
}
