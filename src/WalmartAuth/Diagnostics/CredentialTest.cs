using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>
/// Runs the checks of Test-WalmartCredential in order and draws the conclusion: is it the credential, the address or
/// an outage.
/// </summary>
internal sealed class CredentialTest
{
    private const string NotReached = DiagnosticMessages.GatewayCouldNotBeReached;
    private const string NotSent = DiagnosticMessages.NothingWasSent;
    private const string TokenSupplied = DiagnosticMessages.AccessTokenWasSupplied;
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(60);

    private readonly TestTarget target;
    private readonly TestOptions options;
    private readonly ICmdletOutput output;
    private readonly GatewayProbe probe;

    public CredentialTest(ModuleContext runtime, TestTarget target, TestOptions options, ICmdletOutput output)
    {
        this.target = target;
        this.options = options;
        this.output = output;
        probe = new GatewayProbe(runtime, target, output);
    }

    /// <summary>Runs all checks.</summary>
    public async Task<TestResult> RunAsync(CancellationToken cancellation)
    {
        var flaw = target.Grant is null ? null : CredentialShape.FindFlaw(target.Grant.Credential);
        var issued = target.Grant is null ? null : await probe.RequestTokenAsync(target.Gateway, target.Grant, cancellation).ConfigureAwait(false);
        var rejection = issued?.Error is { ErrorId: WalmartErrorId.CredentialRejected or WalmartErrorId.InsufficientScope or WalmartErrorId.SecretShapeNotSupported } e ? e : null;
        var (crossCheck, acceptedBy) = await CheckOtherGatewaysAsync(rejection, cancellation).ConfigureAwait(false);

        var token = issued is null ? target.Token : issued.Value;
        var detail = token is null ? null : await probe.GetDetailAsync(token, cancellation).ConfigureAwait(false);
        var first = (Answer?)issued ?? detail!;
        var stage = first.FailureStage(isTokenCall: issued is not null);
        var status = token is null || stage is not null ? null : await probe.GetDegradedApisAsync(token, cancellation).ConfigureAwait(false);

        var missingScopes = detail?.Value is { Scopes.Count: > 0 } known ? options.RequiredScopes.FindMissing(known.Scopes) : null;
        var blockingError = FindBlockingError(issued, rejection, detail, stage, status);
        var (succeeded, conclusion) = TestSummary.Create(new TestEvidence
        {
            Flaw = flaw,
            Rejection = rejection,
            AcceptedBy = acceptedBy,
            HasToken = token is not null,
            IsTokenRejected = IsTokenRejected(detail, status),
            IsChannelForeign = detail?.Value?.IsChannelMatch == false,
            MissingScopes = missingScopes,
            BlockingError = blockingError,
        }, target.Gateway.DisplayName);
        var report = new WalmartCredentialReport
        {
            Name = target.Gateway.SessionName,
            Succeeded = succeeded,
            Conclusion = conclusion,
            Program = target.Gateway.Program.ToString(),
            Environment = target.Gateway.Environment.ToString(),
            Market = target.Gateway.Market.ToString(),
            BaseAddress = target.Gateway.BaseAddress,
            CredentialSource = target.Source,
            ClientId = target.Grant?.Credential.ClientIdSuffix,
            Scopes = detail?.Value is { Scopes.Count: > 0 } held ? new ReportedScopes(held.Scopes) : null,
            Checks = new ReportedChecks(
            [
                CheckShape(flaw),
                CheckReachability(first, stage),
                CheckTokenCall(issued, stage),
                crossCheck,
                CheckDetail(detail, stage),
                CheckScopes(detail, missingScopes),
                CheckClock(first.Skew),
                CheckApiStatus(token, status),
            ]),
        };
        return new TestResult(report, blockingError, issued?.Error is null && issued is not null ? true : rejection?.ErrorId == WalmartErrorId.CredentialRejected ? false : null);
    }

    private WalmartCheck CheckShape(string? flaw) => target.Grant is null
        ? WalmartCheck.Skip("SecretShape", TokenSupplied)
        : WalmartCheck.Decide("SecretShape", flaw, CredentialShape.HasKey(target.Grant.Credential) ? CredentialShape.NextStepForKey : target.StoreStep);

    private static WalmartCheck CheckReachability(Answer first, string? stage) => first.IsUnsent
        ? WalmartCheck.Skip("Reachability", NotSent)
        : WalmartCheck.Decide("Reachability", stage is null ? null : $"{stage}: {first.Error!.Message}", first.Error?.RecommendedAction ?? "");

    private WalmartCheck CheckTokenCall(Answer<AccessToken>? issued, string? stage) => issued switch
    {
        null => WalmartCheck.Skip("TokenCall", TokenSupplied),
        { Error: null } => WalmartCheck.Pass("TokenCall"),
        { IsUnsent: true } => WalmartCheck.Skip("TokenCall", NotSent),
        _ when stage is not null => WalmartCheck.Skip("TokenCall", NotReached),

        // The error's own next step is to run this test.
        { Error.ErrorId: WalmartErrorId.CredentialRejected } => WalmartCheck.Fail("TokenCall", issued.Error.Message, DiagnosticMessages.SeeCrossCheck(target.StoreStep)),
        _ => WalmartCheck.Fail("TokenCall", issued.Error.Message, issued.Error.RecommendedAction),
    };

    // Only with the client credentials grant: a refresh token or a code belongs to the gateway that issued it.
    private async Task<(WalmartCheck Check, string? AcceptedBy)> CheckOtherGatewaysAsync(WalmartException? rejection, CancellationToken cancellation)
    {
        var cause = rejection is null ? DiagnosticMessages.CredentialWasNotRejected
            : !options.CrossCheck ? "-NoCrossCheck was given"
            : rejection.ErrorId == WalmartErrorId.SecretShapeNotSupported ? NotSent
            : target.Gateway.IsCustomAddress && !GatewayAddress.IsWalmart(target.Gateway.BaseAddress) ? DiagnosticMessages.CustomAddress
            : null;
        if (cause is not null)
        {
            return (WalmartCheck.Skip("CrossCheck", cause), null);
        }

        var grant = new TokenGrant(target.Grant!.Credential);
        foreach (var other in OtherGateways.Of(target.Gateway, isSeller: target.Grant.Type != GrantType.ClientCredentials))
        {
            var answer = await probe.RequestTokenAsync(other.Gateway, grant, cancellation).ConfigureAwait(false);
            if (answer.Error is null)
            {
                return (WalmartCheck.Fail("CrossCheck", DiagnosticMessages.KeysOfAnother(other.Name, other.Gateway.BaseAddress.Host), DiagnosticMessages.ConnectWithOther(other.Parameters, target.Gateway.DisplayName)), other.Name);
            }

            output.Verbose(answer.Error.Message);
            if (answer.Error.ErrorId != WalmartErrorId.CredentialRejected)
            {
                return (WalmartCheck.Skip("CrossCheck", DiagnosticMessages.OtherIsUnknown(other.Gateway.BaseAddress.Host, answer.Error.Message)), null);
            }
        }

        return (WalmartCheck.Pass("CrossCheck", DiagnosticMessages.NoOtherAccepts), null);
    }

    private WalmartCheck CheckDetail(Answer<TokenDetail>? detail, string? stage) => detail switch
    {
        null => WalmartCheck.Skip("TokenDetail", DiagnosticMessages.ThereIsNoToken),
        { Value.IsValid: false } => WalmartCheck.Fail("TokenDetail", DiagnosticMessages.TokenIsNotValid, DiagnosticMessages.CheckKeyInPortal),
        { Value.IsChannelMatch: false } => WalmartCheck.Fail("TokenDetail", DiagnosticMessages.ChannelIsForeign, DiagnosticMessages.UseOnboardingChannel),
        { Value: not null } => WalmartCheck.Pass("TokenDetail"),
        _ when stage is not null => WalmartCheck.Skip("TokenDetail", NotReached),
        { Error.ErrorId: WalmartErrorId.NotFound } => WalmartCheck.Skip("TokenDetail", DiagnosticMessages.NoTokenDetailCall),
        _ => WalmartCheck.Fail("TokenDetail", detail.Error!.Message, detail.Error.RecommendedAction),
    };

    private WalmartCheck CheckScopes(Answer<TokenDetail>? detail, string? missing) =>
        options.RequiredScopes.IsEmpty ? WalmartCheck.Skip("RequiredScope", DiagnosticMessages.NoScopeRequired)
        : detail?.Value is not { Scopes.Count: > 0 } ? WalmartCheck.Skip("RequiredScope", DiagnosticMessages.ScopesAreUnknown)
        : WalmartCheck.Decide("RequiredScope", missing, DiagnosticMessages.GrantScope);

    private static WalmartCheck CheckClock(TimeSpan? skew) => skew is not { } difference
        ? WalmartCheck.Skip("ClockSkew", DiagnosticMessages.GatewayTimeIsUnknown)
        : WalmartCheck.Decide("ClockSkew", difference.Duration() <= ToleratedSkew ? null : DiagnosticMessages.ClockIsOff(difference.Duration().TotalSeconds, difference > TimeSpan.Zero), DiagnosticMessages.SetClock);

    private static WalmartCheck CheckApiStatus(AccessToken? token, Answer<List<string>>? status) => status switch
    {
        null => WalmartCheck.Skip("ApiStatus", token is null ? DiagnosticMessages.ThereIsNoToken : NotReached),
        { Value: { } degraded } => WalmartCheck.Decide("ApiStatus", degraded.Count == 0 ? null : DiagnosticMessages.WalmartReportsIncident(string.Join(", ", degraded.Take(10))), DiagnosticMessages.WaitForWalmart),
        { Error.ErrorId: WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired } => WalmartCheck.Fail("ApiStatus", status.Error.Message, status.Error.RecommendedAction),
        { Error.ErrorId: WalmartErrorId.NotFound or WalmartErrorId.InsufficientScope } => WalmartCheck.Skip("ApiStatus", DiagnosticMessages.NoStatusCall),
        _ => WalmartCheck.Skip("ApiStatus", status.Error!.Message),
    };

    // For a new token, a call that succeeds outweighs token detail, and the supplier host is not known to have that call (contract §3).
    private bool IsTokenRejected(Answer<TokenDetail>? detail, Answer<List<string>>? status) =>
        detail?.Value?.IsValid == false
        || status?.Error?.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired
        || (target.Grant is null
            ? detail?.Error?.ErrorId is WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired
            : detail?.Error?.ErrorId == WalmartErrorId.TokenRejected && status?.Value is null && target.Gateway.Program == WalmartProgram.Marketplace);

    private WalmartException? FindBlockingError(Answer<AccessToken>? issued, WalmartException? rejection, Answer<TokenDetail>? detail, string? stage, Answer<List<string>>? status)
    {
        if (issued?.Error is { } failed && rejection is null)
        {
            return failed;
        }

        // For a supplied token, these calls are the only evidence.
        if (issued is null && (stage is not null || detail!.Error?.ErrorId is not (null or WalmartErrorId.NotFound or WalmartErrorId.TokenRejected or WalmartErrorId.TokenExpired)))
        {
            return detail!.Error;
        }

        return !options.RequiredScopes.IsEmpty && detail?.Value is not { Scopes.Count: > 0 }
            ? new WalmartException(WalmartErrorId.InsufficientScope, DiagnosticMessages.RequiredScopesUnknown(target.Gateway.DisplayName, detail?.Error?.Message))
            : issued is null && detail!.Error?.ErrorId == WalmartErrorId.NotFound ? status?.Error : null;
    }
}

/// <summary>The outcome of a test.</summary>
/// <param name="Report">The findings.</param>
/// <param name="BlockingError">What prevented a result; null if there is one.</param>
/// <param name="IsAccepted">Whether Walmart issued a token for the credential, regardless of its scopes; null if Walmart did not say or was not asked.</param>
internal sealed record TestResult(WalmartCredentialReport Report, WalmartException? BlockingError, bool? IsAccepted);
