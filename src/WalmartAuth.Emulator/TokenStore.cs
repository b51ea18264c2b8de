using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using WalmartAuth.Emulator.Live;

namespace WalmartAuth.Emulator;

/// <summary>The access tokens. Several tokens of a client are valid at once; a new one does not revoke the others (contract §2).</summary>
internal sealed class TokenStore(EmulatorClock clock, GatewaySettings settings, SellerDirectory sellers)
{
    private const int TokenBytes = 750;
    private const int SweepEvery = 1024;

    private readonly ConcurrentDictionary<string, IssuedToken> _tokens = new();
    private readonly ConcurrentDictionary<(string ClientId, HostKind Host), IssuedToken> _last = new();
    private int _issued;

    public IssuedToken Issue(EmulatedAccount account, HostKind host)
    {
        var now = clock.Now;
        var token = new IssuedToken(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)), account, sellers.DataOf(account), host, now, now + settings.TokenLifetime);
        _tokens[token.Value] = token;
        _last[(account.ClientId, host)] = token;
        if (Interlocked.Increment(ref _issued) % SweepEvery == 0)
        {
            foreach (var ended in _tokens.Values.Where(other => other.ExpiresAt <= now))
            {
                _tokens.TryRemove(ended.Value, out _);
            }
        }

        return token;
    }

    public IssuedToken? Last(EmulatedAccount account, HostKind host) => _last.GetValueOrDefault((account.ClientId, host));

    /// <summary>The token with this value, valid or not.</summary>
    public IssuedToken? Find(string value) => value.Length > 0 ? _tokens.GetValueOrDefault(value) : null;

    public TokenState StateOf(IssuedToken? token, HostKind host) =>
        token is null ? TokenState.Unknown
        : token.IsRevoked ? TokenState.Revoked
        : token.Host != host ? TokenState.OtherHost
        : token.ExpiresAt <= clock.Now ? TokenState.Expired
        : TokenState.Good;

    /// <summary>The token with this value, or with this beginning of its hash.</summary>
    public IssuedToken? Named(string? value, string? id) => value is not null ? Find(value) : _tokens.Values.FirstOrDefault(token => token.Id == id);

    /// <summary>The most recently issued tokens, newest first.</summary>
    public IEnumerable<IssuedToken> Latest(int count) => _tokens.Values.OrderByDescending(token => token.IssuedAt).Take(count);

    public void Revoke(string value) => Find(value)?.Revoke();

    public void RevokeAll()
    {
        foreach (var token in _tokens.Values)
        {
            token.Revoke();
        }
    }

    /// <summary>Expires every token.</summary>
    public void ExpireAll()
    {
        foreach (var token in _tokens.Values)
        {
            token.ExpireAt(clock.Now);
        }
    }
}

/// <summary>An access token that was issued (contract §2).</summary>
internal sealed class IssuedToken(string value, EmulatedAccount account, SellerData data, HostKind host, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
{
    private long _expiresAt = expiresAt.UtcTicks;
    private volatile bool _revoked;
    private string? _id;

    public string Value { get; } = value;

    public EmulatedAccount Account { get; } = account;

    public SellerData Data { get; } = data;

    public HostKind Host { get; } = host;

    public DateTimeOffset IssuedAt { get; } = issuedAt;

    public DateTimeOffset ExpiresAt => new(Interlocked.Read(ref _expiresAt), TimeSpan.Zero);

    /// <summary>Identifies it without showing its value.</summary>
    public string Id => _id ??= LiveCall.IdOf(CredentialHash.Of(Value));

    public bool IsRevoked => _revoked;

    public void Revoke() => _revoked = true;

    /// <summary>Expires it at a time, unless it has already expired.</summary>
    public void ExpireAt(DateTimeOffset time)
    {
        if (time < ExpiresAt)
        {
            Interlocked.Exchange(ref _expiresAt, time.UtcTicks);
        }
    }
}

/// <summary>The state of a token at the host that it was sent to.</summary>
public enum TokenState
{
    /// <summary>Walmart's calls accept it.</summary>
    Good,

    /// <summary>It has expired.</summary>
    Expired,

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>Another host issued it: another environment or program.</summary>
    OtherHost,

    /// <summary>This emulator did not issue it, or it expired long ago.</summary>
    Unknown,
}
