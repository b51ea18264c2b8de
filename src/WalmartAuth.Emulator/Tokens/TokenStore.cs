using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace WalmartAuth.Emulator;

/// <summary>The access tokens that are good. Several of one client are good at once; a new one takes none away (contract §2).</summary>
internal sealed class TokenStore(EmulatorClock clock, GatewaySettings settings)
{
    private const int TokenBytes = 750;
    private const int SweepEvery = 1024;

    private readonly ConcurrentDictionary<string, IssuedToken> _tokens = new();
    private readonly ConcurrentDictionary<(string ClientId, SiteKind Site), IssuedToken> _last = new();
    private int _issued;

    public IssuedToken Issue(EmulatedAccount account, SiteKind site)
    {
        var now = clock.Now;
        var token = new IssuedToken(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)), account, site, now, now + settings.TokenLifetime);
        _tokens[token.Value] = token;
        _last[(account.ClientId, site)] = token;
        if (Interlocked.Increment(ref _issued) % SweepEvery == 0)
        {
            Sweep(now);
        }

        return token;
    }

    public IssuedToken? Last(EmulatedAccount account, SiteKind site) => _last.GetValueOrDefault((account.ClientId, site));

    public IssuedToken? Find(string value, SiteKind site) =>
        value.Length > 0 && _tokens.TryGetValue(value, out var token) && token.Site == site && token.ExpiresAt > clock.Now
            ? token
            : null;

    public bool Revoke(string value) => _tokens.TryRemove(value, out _);

    public void RevokeAll() => _tokens.Clear();

    private void Sweep(DateTimeOffset now)
    {
        foreach (var token in _tokens.Values.Where(token => token.ExpiresAt <= now))
        {
            Revoke(token.Value);
        }
    }
}
