using System.Security.Cryptography;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>Replaces credentials by their hash, so that a record can be compared but not used.</summary>
internal static class CredentialHash
{
    private static readonly HashSet<string> SecretFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "code", "refresh_token", "client_secret", "access_token",
    };

    public static string Of(string secret) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string OfHeader(string name, string value) => name.ToUpperInvariant() switch
    {
        WalmartHeaders.AccessToken => Of(value),
        "AUTHORIZATION" or "PROXY-AUTHORIZATION" => value.Split(' ', 2) is [var scheme, var credential] ? $"{scheme} {Of(credential)}" : Of(value),
        _ => value,
    };

    /// <summary>The same form or query text with the values of secret fields hashed.</summary>
    public static string OfForm(string form) => string.Join('&', form.Split('&').Select(field =>
        field.Split('=', 2) is [var name, var value] && SecretFields.Contains(name)
            ? $"{name}={Of(Uri.UnescapeDataString(value.Replace('+', ' ')))}"
            : field));
}
