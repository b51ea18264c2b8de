using System.Security.Cryptography;
using System.Text;
using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// The key of a token in the cache: a hash, with a new salt in each process, of everything that distinguishes one token
/// from another. The plain secret is never a key.
/// </summary>
internal readonly record struct TokenKey(string Hash)
{
    private static readonly byte[] Salt = CreateSalt();

    public static TokenKey Compute(Gateway gateway, TokenGrant grant)
    {
        // Large enough for any secret, because a growing stream leaves its smaller buffers behind.
        using var buffer = new MemoryStream(8 * 1024);
        Add(buffer, gateway.BaseAddress.AbsoluteUri);
        Add(buffer, gateway.Program.ToString());
        Add(buffer, gateway.MarketCode);
        Add(buffer, gateway.PartnerId);
        Add(buffer, gateway.ChannelType);
        Add(buffer, grant.Type.ToString());
        Add(buffer, grant.Credential.ClientId);
        Add(buffer, grant.Credential.Secret);
        Add(buffer, grant.Code);
        Add(buffer, grant.RefreshToken);
        using var hash = new HMACSHA256(Salt);
        var content = buffer.GetBuffer();
        var key = Convert.ToBase64String(hash.ComputeHash(content, 0, (int)buffer.Length));
        Array.Clear(content, 0, content.Length);
        return new TokenKey(key);
    }

    private static void Add(MemoryStream buffer, string? text) => Add(buffer, text is null ? null : Encoding.UTF8.GetBytes(text));

    private static void Add(MemoryStream buffer, SecretText? secret)
    {
        var bytes = secret?.CopyBytes();
        Add(buffer, bytes);
        if (bytes is not null)
        {
            Array.Clear(bytes, 0, bytes.Length);
        }
    }

    // Each part is prefixed with its length, so different lists of parts never have the same bytes.
    private static void Add(MemoryStream buffer, byte[]? bytes)
    {
        var length = BitConverter.GetBytes(bytes?.Length ?? -1);
        buffer.Write(length, 0, length.Length);
        buffer.Write(bytes ?? [], 0, bytes?.Length ?? 0);
    }

    private static byte[] CreateSalt()
    {
        var salt = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }
}
