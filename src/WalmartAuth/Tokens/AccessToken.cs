using System.Net.Http.Headers;
using WalmartAuth.Common;
using WalmartAuth.Errors;
using WalmartAuth.Http;

namespace WalmartAuth.Tokens;

/// <summary>
/// An access token from Walmart: immutable, bound to the host that issued it. Its lifetime is measured on the
/// monotonic clock; wall times are for display.
/// </summary>
internal sealed class AccessToken : RequestAuthorization
{
    private WeakReference<TokenHeaderText>? headerText;

    public AccessToken(SecretText value, Uri issuer, long sequence, TimeSpan obtainedAt, TimeSpan? life, DateTimeOffset? issuedOn, bool wasPrefetched = false)
    {
        Value = value;
        Issuer = issuer;
        Sequence = sequence;
        ObtainedAt = obtainedAt;
        Life = life;
        IssuedOn = issuedOn;
        WasPrefetched = wasPrefetched;
    }

    /// <summary>The token itself, which is opaque (contract §2).</summary>
    public SecretText Value { get; }

    public override Uri Issuer { get; }

    /// <summary>Numbers the token responses, so a caller whose token was rejected can tell whether it has already been renewed.</summary>
    public long Sequence { get; }

    /// <summary>When it was obtained, on the monotonic clock.</summary>
    public TimeSpan ObtainedAt { get; }

    /// <summary>Its lifetime from then on; null if not known.</summary>
    public TimeSpan? Life { get; }

    /// <summary>When it was obtained (UTC); null for a token supplied with -AccessToken.</summary>
    public DateTimeOffset? IssuedOn { get; }

    public override bool WasPrefetched { get; }

    /// <summary>The fraction of the lifetime after which it is renewed in the background.</summary>
    public double RenewalShare { get; init; } = RefreshPolicy.AdvisoryShare;

    /// <summary>True if another process requested it and this one read it from a vault.</summary>
    public bool IsShared { get; init; }

    public override IEnumerable<string?> Secrets => [Value.Reveal()];

    /// <summary>
    /// The token as header text. Held weakly: consecutive calls share one copy instead of each leaving one
    /// behind, and an idle session keeps no plain text beyond the next garbage collection.
    /// </summary>
    /// <exception cref="WalmartException">NotConnected: the token was cleared.</exception>
    internal TokenHeaderText HeaderText
    {
        get
        {
            Value.EnsureKept();
            if (headerText is { } known && known.TryGetTarget(out var text))
            {
                return text;
            }

            text = new TokenHeaderText(Value.Reveal());
            headerText = new WeakReference<TokenHeaderText>(text);
            return text;
        }
    }

    /// <summary>Both headers by default, because Walmart's documentation is inconsistent (contract §10.1).</summary>
    public override void AddHeaders(HttpRequestHeaders headers, Gateway gateway)
    {
        var text = HeaderText;
        if (gateway.AuthorizationHeader != AuthorizationHeader.Bearer)
        {
            headers.TryAddWithoutValidation(HeaderNames.AccessToken, text.Plain);
        }

        if (gateway.AuthorizationHeader != AuthorizationHeader.AccessToken)
        {
            headers.TryAddWithoutValidation(HeaderNames.Authorization, text.Bearer);
        }
    }

    /// <summary>Its remaining lifetime, negative once it has expired; null if not known.</summary>
    public TimeSpan? Remaining(TimeSpan now) => Life is { } life ? ObtainedAt + life - now : null;

    public override bool IsExpired(TimeSpan now) => Remaining(now) is { } left && left <= TimeSpan.Zero;

    public override WalmartException CreateError(ErrorResponse failure, bool wasRenewed, IClock clock) =>
        ApiErrors.IsTokenRejection(failure) ? TokenRejections.Create(failure, this, wasRenewed, clock) : ApiErrors.Create(failure);

    /// <summary>A token in the headers of a call.</summary>
    internal sealed class TokenHeaderText(string token)
    {
        public string Plain { get; } = token;

        public string Bearer { get; } = "Bearer " + token;

        public override string ToString() => "***";
    }
}
