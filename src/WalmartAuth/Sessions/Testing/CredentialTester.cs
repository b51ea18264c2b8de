using System.Globalization;
using WalmartAuth.Errors;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions.Testing;

/// <summary>
/// Makes the checks of Test-WalmartCredential, in order, and draws the conclusion: is it the credential, the address or
/// an outage.
/// </summary>
internal sealed class CredentialTester
{
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(60);

    private readonly Runtime runtime;
    private readonly TestSubject subject;
    private readonly TestOptions options;
    private readonly IActivity activity;
    private readonly List<WalmartCheck> checks = [];
    private DateTimeOffset? gatewayDate;
    private DateTimeOffset localDate;

    public CredentialTester(Runtime runtime, TestSubject subject, TestOptions options, IActivity activity)
    {
        this.runtime = runtime;
        this.subject = subject;
        this.options = options;
        this.activity = activity;
    }

    /// <summary>What kept the test from an answer; null where there is one.</summary>
    public WalmartException? Obstacle { get; private set; }

    /// <summary>Makes all checks.</summary>
    public async Task<WalmartCredentialReport> RunAsync(CancellationToken cancellation)
    {
        var flaw = CheckShape();
        var (token, rejection) = await CheckTokenCallAsync(cancellation).ConfigureAwait(false);
        var home = await CheckElsewhereAsync(rejection, cancellation).ConfigureAwait(false);
        var detail = token is null ? Skip("TokenDetail", "there is no token") : await CheckDetailAsync(token, cancellation).ConfigureAwait(false);
        var isScopeMissing = CheckScopes(detail);
        CheckClock();
        var isTokenRejected = await CheckStatusAsync(token, detail, cancellation).ConfigureAwait(false);
        return Conclude(flaw, token, rejection, home, isTokenRejected || detail?.IsValid == false, detail, isScopeMissing);
    }

    private string? CheckShape()
    {
        if (subject.Grant is null)
        {
            Skip("SecretShape", "a token was brought along");
            return null;
        }

        var flaw = CredentialShape.Flaw(subject.Grant.Credential);
        Add("SecretShape", flaw is null, flaw is null ? null : Sentence(flaw), "Store it again, without what does not belong to it: Set-Secret <name> -Secret (Get-Credential).");
        return flaw;
    }

    private async Task<(AccessToken? Token, WalmartException? Rejection)> CheckTokenCallAsync(CancellationToken cancellation)
    {
        if (subject.Grant is null)
        {
            Skip("TokenCall", "a token was brought along");
            return (subject.Token, null);
        }

        try
        {
            var answer = await AskAsync(subject.Gateway, cancellation).ConfigureAwait(false);
            gatewayDate = answer.GatewayDate;
            localDate = answer.IssuedOn;
            Add("Reachability", true);
            Add("TokenCall", true);
            return (new AccessToken(answer.Token, subject.Gateway.BaseAddress, 0, answer.SentAt, answer.Life, answer.IssuedOn), null);
        }
        catch (WalmartException e)
        {
            var isUnreachable = e.ErrorId is WalmartErrorId.ConnectionFailed or WalmartErrorId.Timeout;
            Add("Reachability", !isUnreachable, e.Message, e.RecommendedAction);
            if (isUnreachable)
            {
                Skip("TokenCall", "the gateway could not be reached");
            }
            else
            {
                Add("TokenCall", false, e.Message, e.RecommendedAction);
            }

            if (e.ErrorId is WalmartErrorId.CredentialRejected or WalmartErrorId.InsufficientScope)
            {
                return (null, e);
            }

            Obstacle = e;
            return (null, null);
        }
    }

    private async Task<string?> CheckElsewhereAsync(WalmartException? rejection, CancellationToken cancellation)
    {
        var why = rejection is null ? "the credential was not rejected"
            : !options.CrossCheck ? "-NoCrossCheck was given"
            : subject.Gateway.IsCustomAddress && !GatewayAddress.IsWalmart(subject.Gateway.BaseAddress) ? "the other environments of an address of one's own are not known"
            : null;
        if (why is not null)
        {
            Skip("CrossCheck", why);
            return null;
        }

        foreach (var other in GatewayAlternatives.Of(subject.Gateway))
        {
            try
            {
                await AskAsync(other.Gateway, cancellation).ConfigureAwait(false);
                Add("CrossCheck", false, $"These are {other.Name} keys: {other.Gateway.BaseAddress.Host} accepts them.", $"Connect with {other.Parameters}, or use keys of {subject.Gateway.Place}.");
                return other.Name;
            }
            catch (WalmartException e)
            {
                activity.Verbose(e.Message);
                if (e.ErrorId != WalmartErrorId.CredentialRejected)
                {
                    Skip("CrossCheck", $"{other.Gateway.BaseAddress.Host} could not be asked: {e.Message}");
                    return null;
                }
            }
        }

        Add("CrossCheck", true, "No other environment or program accepts them either.");
        return null;
    }

    private async Task<TokenDetail?> CheckDetailAsync(AccessToken token, CancellationToken cancellation)
    {
        try
        {
            var detail = await TokenDetail.AskAsync(SessionOf(token), activity, cancellation).ConfigureAwait(false);
            var flaw = detail.IsValid == false ? "Walmart says that the token is not valid."
                : detail.IsChannelMatch == false ? "The channel type does not belong to this credential."
                : null;
            Add("TokenDetail", flaw is null, flaw, detail.IsChannelMatch == false ? "Use the -ChannelType that was given at onboarding." : "Look at the key in Walmart's developer portal.");
            return detail;
        }
        catch (WalmartException e) when (e.ErrorId == WalmartErrorId.NotFound)
        {
            return Skip("TokenDetail", "this gateway has no token detail call; it is documented for Marketplace only");
        }
        catch (WalmartException e)
        {
            Add("TokenDetail", false, e.Message, e.RecommendedAction);
            if (subject.Grant is null)
            {
                // For a token brought along this is the only call that tells.
                Obstacle = e.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired ? null : e;
                return new TokenDetail(Obstacle is null ? false : null, null, new Dictionary<string, string>(), null);
            }

            return null;
        }
    }

    private bool CheckScopes(TokenDetail? detail)
    {
        if (options.RequiredScopes.Count == 0)
        {
            Skip("RequiredScope", "-RequireScope was not given");
            return false;
        }

        if (detail is null || detail.Scopes.Count == 0)
        {
            Skip("RequiredScope", "the scopes are not known");
            Obstacle ??= new WalmartException(WalmartErrorId.InsufficientScope, $"Whether the key has the scopes asked for could not be found out ({subject.Gateway.Place}).");
            return false;
        }

        var missing = options.RequiredScopes.Where(r => !ScopeLevel.Covers(detail.Scopes.TryGetValue(r.Key, out var held) ? held : null, r.Value))
            .Select(r => $"{r.Key} = {r.Value} (held: {(detail.Scopes.TryGetValue(r.Key, out var held) ? held : "nothing")})").ToArray();
        Add("RequiredScope", missing.Length == 0, missing.Length == 0 ? null : $"The key lacks {string.Join(", ", missing)}.", "Grant the scope to this API key in Walmart's developer portal.");
        return missing.Length > 0;
    }

    private void CheckClock()
    {
        if (gatewayDate is not { } theirs)
        {
            Skip("ClockSkew", "no answer told the gateway's time");
            return;
        }

        var skew = localDate - theirs;
        Add("ClockSkew", skew.Duration() <= ToleratedSkew, skew.Duration() <= ToleratedSkew ? null : string.Format(CultureInfo.InvariantCulture, "This machine's clock is {0:0} s {1} the gateway's. Tokens are not hurt by it, but signatures and logs are.", skew.Duration().TotalSeconds, skew > TimeSpan.Zero ? "ahead of" : "behind"), "Set the clock, or turn time synchronization on.");
    }

    /// <summary>True where this call shows that the token is not accepted.</summary>
    private async Task<bool> CheckStatusAsync(AccessToken? token, TokenDetail? detail, CancellationToken cancellation)
    {
        if (token is null)
        {
            Skip("ApiStatus", "there is no token to ask with");
            return false;
        }

        try
        {
            var troubled = await ApiStatus.AskAsync(SessionOf(token), activity, cancellation).ConfigureAwait(false);
            Add("ApiStatus", troubled.Count == 0, $"Walmart reports trouble with {string.Join(", ", troubled.Take(10))}.", "Wait until Walmart has mended it.");
        }
        catch (WalmartException e) when (e.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired)
        {
            Add("ApiStatus", false, e.Message, e.RecommendedAction);
            return true;
        }
        catch (WalmartException e)
        {
            if (subject.Grant is null && detail is null)
            {
                // A token brought along, and no call that could have shown whether it is accepted.
                Obstacle ??= e;
            }

            Skip("ApiStatus", e.ErrorId is WalmartErrorId.NotFound or WalmartErrorId.InsufficientScope ? "this gateway does not tell" : e.Message);
        }

        return false;
    }

    private WalmartCredentialReport Conclude(string? flaw, AccessToken? token, WalmartException? rejection, string? home, bool isTokenRejected, TokenDetail? detail, bool isScopeMissing)
    {
        var place = subject.Gateway.Place;
        var (succeeded, conclusion) = rejection is not null && home is not null ? (false, $"Credential: these are {home} keys, and they were presented to {place}.")
            : rejection is not null && flaw is not null ? (false, $"Credential: Walmart rejects it ({place}), and {flaw}.")
            : rejection is not null ? (false, $"Credential: Walmart rejects it ({place}).")
            : isTokenRejected ? (false, $"Credential: Walmart does not accept the token ({place}).")
            : detail?.IsChannelMatch == false ? (false, $"Credential: the channel type does not belong to it ({place}).")
            : isScopeMissing ? (false, $"Credential: it is accepted ({place}), but lacks a scope. {checks.First(c => c.Name == "RequiredScope").Cause}")
            : Obstacle is { } obstacle ? ((bool?)null, $"{(obstacle.ErrorId is WalmartErrorId.ConnectionFailed or WalmartErrorId.HostNotAllowed ? "Address or network" : "Outage")}: it could not be found out whether the credential is right. {obstacle.Message}")
            : token is null ? (null, $"It could not be found out whether the credential is right ({place}).")
            : (true, $"The credential is accepted ({place}).");
        return new WalmartCredentialReport
        {
            Succeeded = succeeded,
            Conclusion = conclusion,
            Program = subject.Gateway.Program,
            Environment = subject.Gateway.Environment,
            Market = subject.Gateway.Market,
            BaseAddress = subject.Gateway.BaseAddress,
            CredentialSource = subject.Source,
            ClientId = subject.Grant?.Credential.ClientIdSuffix,
            Scopes = detail?.Scopes.Count > 0 ? detail.Scopes : null,
            Checks = checks,
        };
    }

    private Task<TokenAnswer> AskAsync(Gateway gateway, CancellationToken cancellation) =>
        new TokenRequester(runtime.Handlers.Get(subject.Settings.Proxy), gateway, runtime.Clock, subject.Settings.Timeout)
            .RequestAsync(subject.Grant!, null, new ResendOptions { MaximumRetryCount = 1, MaximumWait = TimeSpan.FromSeconds(10) }, activity, cancellation);

    private WalmartSession SessionOf(AccessToken token) =>
        new(subject.Gateway, new BroughtToken(token, subject.Gateway, runtime.Clock), subject.Settings, new CallCounters(), runtime);

    private void Add(string name, bool passed, string? cause = null, string? nextStep = null) =>
        checks.Add(new WalmartCheck(name, passed ? WalmartCheckResult.Passed : WalmartCheckResult.Failed, passed && name != "CrossCheck" ? null : cause, passed ? null : nextStep));

    private TokenDetail? Skip(string name, string cause)
    {
        checks.Add(new WalmartCheck(name, WalmartCheckResult.Skipped, Sentence(cause)));
        return null;
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1) + (text.EndsWith(".", StringComparison.Ordinal) ? "" : ".");
}
