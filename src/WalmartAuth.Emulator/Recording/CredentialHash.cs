using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WalmartAuth.Emulator;

/// <summary>Replaces credentials by their hash, so that a record can be compared but not used.</summary>
internal static class CredentialHash
{
    private const string Prefix = "sha256:";
    private const int StackLimit = 2048;

    private static readonly HashSet<string> SecretFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "code", "refresh_token", "client_secret", "access_token",
    };

    // A client sends the same token again and again, and a hash costs more than the rest of a record.
    [ThreadStatic]
    private static (string? Value, string Hash) s_lastToken;

    [ThreadStatic]
    private static (string? Value, string Hash) s_lastAuthorization;

    public static string Of(ReadOnlySpan<char> secret)
    {
        var length = Encoding.UTF8.GetByteCount(secret);
        var rented = length > StackLimit ? ArrayPool<byte>.Shared.Rent(length) : null;
        var bytes = rented is null ? stackalloc byte[StackLimit] : rented;
        Encoding.UTF8.GetBytes(secret, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        Span<char> text = stackalloc char[Prefix.Length + (2 * SHA256.HashSizeInBytes)];
        Prefix.CopyTo(text);
        Convert.TryToHexStringLower(hash, text[Prefix.Length..], out _);
        return new string(text);
    }

    public static string OfHeader(string name, string value)
    {
        if (name.Equals(WalmartHeaders.AccessToken, StringComparison.OrdinalIgnoreCase))
        {
            return Remembered(ref s_lastToken, value, static value => Of(value));
        }

        if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        return Remembered(ref s_lastAuthorization, value, static value =>
        {
            var space = value.IndexOf(' ');
            return space < 0 ? Of(value) : string.Concat(value.AsSpan(0, space + 1), Of(value.AsSpan(space + 1)));
        });
    }

    /// <summary>The same form or query text with the values of secret fields hashed.</summary>
    public static string OfForm(string form)
    {
        if (!form.Contains('='))
        {
            return form;
        }

        var fields = form.Split('&');
        for (var i = 0; i < fields.Length; i++)
        {
            var equals = fields[i].IndexOf('=');
            if (equals > 0 && SecretFields.Contains(fields[i][..equals]))
            {
                var value = Uri.UnescapeDataString(fields[i][(equals + 1)..].Replace('+', ' '));
                fields[i] = fields[i][..(equals + 1)] + Of(value);
            }
        }

        return string.Join('&', fields);
    }

    private static string Remembered(ref (string? Value, string Hash) last, string value, Func<string, string> hash)
    {
        if (last.Value != value)
        {
            last = (value, hash(value));
        }

        return last.Hash;
    }
}
