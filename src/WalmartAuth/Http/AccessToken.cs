using WalmartAuth.Common;

namespace WalmartAuth.Http;

/// <summary>
/// An access token as Walmart gave it: immutable, bound to the host that issued it. Its life is measured on the
/// monotonic clock; wall times are for display.
/// </summary>
internal sealed class AccessToken
{
    private WeakReference<TokenHeaderText>? headerText;

    public AccessToken(SecretText value, Uri issuer, long generation, TimeSpan obtainedAt, TimeSpan? life, DateTimeOffset? issuedOn)
    {
        Value = value;
        Issuer = issuer;
        Generation = generation;
        ObtainedAt = obtainedAt;
        Life = life;
        IssuedOn = issuedOn;
    }

    /// <summary>The token itself, opaque (contract §2).</summary>
    public SecretText Value { get; }

    /// <summary>
    /// The token as headers carry it. Held weakly: calls that follow each other share one copy instead of leaving one
    /// each behind, and an idle session keeps no plain text beyond the next collection.
    /// </summary>
    /// <exception cref="WalmartException">NotConnected: the token was cleared.</exception>
    public TokenHeaderText HeaderText
    {
        get
        {
            Value.EnsureKept();
            if (headerText is { } kept && kept.TryGetTarget(out var text))
            {
                return text;
            }

            text = new TokenHeaderText(Value.Reveal());
            headerText = new WeakReference<TokenHeaderText>(text);
            return text;
        }
    }

    /// <summary>The base address it was issued for; it is sent nowhere else.</summary>
    public Uri Issuer { get; }

    /// <summary>Counts the answers of the token call, so that a caller whose token was rejected can tell whether someone renewed it already.</summary>
    public long Generation { get; }

    /// <summary>When it was obtained, on the monotonic clock.</summary>
    public TimeSpan ObtainedAt { get; }

    /// <summary>How long it lives from then on; null where that is not known.</summary>
    public TimeSpan? Life { get; }

    /// <summary>When it was obtained (UTC); null for a token brought along.</summary>
    public DateTimeOffset? IssuedOn { get; }

    /// <summary>True for a token that was asked for without a rejection: when the one before it turns out to be revoked, it may be revoked with it.</summary>
    public bool IsRoutine { get; init; }

    /// <summary>What is left of its life, below zero once it is over; null where its end is not known.</summary>
    public TimeSpan? Remaining(TimeSpan now) => Life is { } life ? ObtainedAt + life - now : null;

    /// <summary>True once its end is known to be past.</summary>
    public bool IsExpired(TimeSpan now) => Remaining(now) is { } left && left <= TimeSpan.Zero;
}
