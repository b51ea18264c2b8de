using System.Security.Cryptography;
using System.Text;
using WalmartAuth.Common;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>A shared access token, with the wall time (UTC) of its issue, because each process has its own monotonic clock.</summary>
internal sealed record SharedToken(SecretText Value, DateTimeOffset IssuedOn, TimeSpan Life)
{
    public override string ToString() => "shared token";
}

/// <summary>
/// Seals an access token for a vault: one string, encrypted and then authenticated with keys derived from the client secret over
/// the secret's name. Read access to the vault is not enough to use it, write access is not enough to plant a token of another account, and a
/// wrong or rotated client secret cannot decrypt it.
/// </summary>
internal sealed class SharedTokenSeal
{
    /// <summary>The prefix of the names of these secrets. Azure Key Vault accepts only letters, digits and hyphens.</summary>
    public const string NamePrefix = "WalmartAuth-Token-";

    private const byte Version = 1;
    private const int BlockLength = 16;
    private const int MacLength = 32;
    private const int HeadLength = 16;

    // The possible difference between the clocks of two machines; a token that expires sooner is not worth using.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ClientCredential credential;
    private readonly string context;

    public SharedTokenSeal(Gateway gateway, TokenGrant grant)
    {
        credential = grant.Credential;
        Name = NamePrefix + Hash(gateway.BaseAddress.AbsoluteUri, gateway.Program.ToString(), gateway.MarketCode, gateway.PartnerId, gateway.ChannelType, credential.ClientId);

        // The client's own token is never used instead of the one that a seller consented to.
        context = Name + (grant.Type == GrantType.ClientCredentials ? "/client" : "/seller");
    }

    /// <summary>The name of the secret.</summary>
    public string Name { get; }

    /// <summary>The token as one string of letters, digits, hyphens and underscores.</summary>
    public string Seal(SharedToken token)
    {
        var text = token.Value.CopyBytes();
        var plain = new byte[HeadLength + text.Length];
        BitConverter.GetBytes(token.IssuedOn.UtcTicks).CopyTo(plain, 0);
        BitConverter.GetBytes(token.Life.Ticks).CopyTo(plain, HeadLength / 2);
        text.CopyTo(plain, HeadLength);
        using var aes = CreateCipher();
        using var encryptor = aes.CreateEncryptor();
        var encrypted = encryptor.TransformFinalBlock(plain, 0, plain.Length);
        Clear(text, plain);

        byte[] content = [Version, .. aes.IV, .. encrypted];
        return ToBase64Url([.. content, .. Authenticate(content, content.Length)]);
    }

    /// <summary>The token in a vault's value; null if the value is damaged, was sealed with another secret or for another name, or is not usable now.</summary>
    /// <param name="value">The value in the vault.</param>
    /// <param name="now">The current time (UTC), to check the expiry.</param>
    public SharedToken? Open(string value, DateTimeOffset now)
    {
        if (FromBase64Url(value) is not { } bytes || bytes.Length < 1 + (2 * BlockLength) + MacLength || bytes[0] != Version)
        {
            return null;
        }

        var contentLength = bytes.Length - MacLength;
        if ((contentLength - 1) % BlockLength != 0 || !IsAuthentic(bytes, contentLength))
        {
            return null;
        }

        var iv = new byte[BlockLength];
        Array.Copy(bytes, 1, iv, 0, BlockLength);
        using var aes = CreateCipher();
        aes.IV = iv;
        using var decryptor = aes.CreateDecryptor();
        var plain = decryptor.TransformFinalBlock(bytes, 1 + BlockLength, contentLength - 1 - BlockLength);
        var issuedOn = new DateTimeOffset(BitConverter.ToInt64(plain, 0), TimeSpan.Zero);
        var life = new TimeSpan(BitConverter.ToInt64(plain, HeadLength / 2));
        var age = now - issuedOn;
        var token = age >= -Margin && life - age >= Margin
            ? new SharedToken(new SecretText(Encoding.UTF8.GetString(plain, HeadLength, plain.Length - HeadLength)), issuedOn, life)
            : null;
        Clear(plain);
        return token;
    }

    private static string Hash(params string?[] parts)
    {
        // None of them contains a line break, so different lists of parts never have the same text.
        using var hash = SHA256.Create();
        var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n", parts)));
        return string.Concat(bytes.Take(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static void Clear(params byte[][] all)
    {
        foreach (var bytes in all)
        {
            Array.Clear(bytes, 0, bytes.Length);
        }
    }

    private static string ToBase64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[]? FromBase64Url(string text)
    {
        try
        {
            return Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Aes CreateCipher()
    {
        // CBC with PKCS #7 is the default of Aes, which generates its own IV.
        var aes = Aes.Create();
        var key = DeriveKey("encrypt");
        aes.Key = key;
        Clear(key);
        return aes;
    }

    private byte[] Authenticate(byte[] bytes, int count)
    {
        var key = DeriveKey("authenticate");
        using var mac = new HMACSHA256(key);
        var result = mac.ComputeHash(bytes, 0, count);
        Clear(key);
        return result;
    }

    private bool IsAuthentic(byte[] bytes, int contentLength)
    {
        var difference = 0;
        var expected = Authenticate(bytes, contentLength);
        for (var i = 0; i < MacLength; i++)
        {
            difference |= expected[i] ^ bytes[contentLength + i];
        }

        return difference == 0;
    }

    private byte[] DeriveKey(string purpose)
    {
        var secret = credential.Secret.CopyBytes();
        using var derivation = new HMACSHA256(secret);
        Clear(secret);
        return derivation.ComputeHash(Encoding.UTF8.GetBytes($"{purpose}/{context}"));
    }
}
