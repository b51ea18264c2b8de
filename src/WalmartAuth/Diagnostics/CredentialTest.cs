using System.Globalization;
using WalmartAuth.Common;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth.Diagnostics;

/// <summary>
/// Makes the checks of Test-WalmartCredential, in order, and draws the conclusion: is it the credential, the address or
/// an outage.
/// </summary>
internal sealed class CredentialTest
{
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(60);

    // The error's own next step is to run this very test.
    private const string AfterRejection = "See CrossCheck. If nothing else accepts them either, make a new secret for the key in Walmart's developer portal, and store it: Set-Secret <name> -Secret (Get-Credential).";

    private readonly TestTarget subject;
    private readonly TestOptions options;
    private readonly TestRun run;

    public CredentialTest(ModuleContext runtime, TestTarget subject, TestOptions options, ICmdletOutput output)
    {
        this.subject = subject;
        this.options = options;
        run = new TestRun(runtime, subject, output);
    }

    /// <summary>What kept the test from an answer; null where there is one.</summary>
    public WalmartException? Obstacle => run.Obstacle;

    /// <summary>Makes all checks.</summary>
    public async Task<WalmartCredentialReport> RunAsync(CancellationToken cancellation)
    {
        var flaw = CheckShape();
        var (token, rejection) = await CheckTokenCallAsync(cancellation).ConfigureAwait(false);
        var home = await CheckElsewhereAsync(rejection, cancellation).ConfigureAwait(false);
        var detail = await DetailCheck.RunAsync(run, token, cancellation).ConfigureAwait(false);
        var missing = ScopeCheck.Run(run, options.RequiredScopes, detail);
        CheckClock();
        var isTokenRejected = await StatusCheck.RunAsync(run, token, detail, cancellation).ConfigureAwait(false);
        return Report(detail, new TestResults
        {
            Flaw = flaw,
            Rejection = rejection,
            Home = home,
            HasToken = token is not null,
            IsTokenRejected = isTokenRejected || detail?.IsValid == false,
            IsChannelForeign = detail?.IsChannelMatch == false,
            MissingScopes = missing,
            Obstacle = run.Obstacle,
        });
    }

    private string? CheckShape()
    {
        if (subject.Grant is null)
        {
            run.Checks.Skip("SecretShape", "a token was brought along");
            return null;
        }

        var flaw = CredentialShapeCheck.Flaw(subject.Grant.Credential);
        run.Checks.Decide("SecretShape", flaw, "Store it again, without what does not belong to it: Set-Secret <name> -Secret (Get-Credential).");
        return flaw;
    }

    private async Task<(AccessToken? Token, WalmartException? Rejection)> CheckTokenCallAsync(CancellationToken cancellation)
    {
        if (subject.Grant is null)
        {
            run.Checks.Skip("TokenCall", "a token was brought along");
            return (subject.Token, null);
        }

        try
        {
            var answer = await run.AskAsync(subject.Gateway, cancellation).ConfigureAwait(false);
            run.Reached(answer.GatewayDate, answer.IssuedOn);
            run.Checks.Pass("TokenCall");
            return (new AccessToken(answer.Token, subject.Gateway.BaseAddress, 0, answer.SentAt, answer.Life, answer.IssuedOn), null);
        }
        catch (WalmartException e)
        {
            if (run.IsReached(e, isTokenCall: true))
            {
                run.Checks.Fail("TokenCall", e.Message, e.ErrorId == WalmartErrorId.CredentialRejected ? AfterRejection : e.RecommendedAction);
            }
            else
            {
                run.Checks.Skip("TokenCall", TestRun.NotReached);
            }

            if (e.ErrorId is WalmartErrorId.CredentialRejected or WalmartErrorId.InsufficientScope)
            {
                return (null, e);
            }

            run.Obstacle = e;
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
            run.Checks.Skip("CrossCheck", why);
            return null;
        }

        foreach (var other in OtherGateways.Of(subject.Gateway))
        {
            try
            {
                await run.AskAsync(other.Gateway, cancellation).ConfigureAwait(false);
                run.Checks.Fail("CrossCheck", $"These are {other.Name} keys: {other.Gateway.BaseAddress.Host} accepts them.", $"Connect with {other.Parameters}, or use keys of {subject.Gateway.DisplayName}.");
                return other.Name;
            }
            catch (WalmartException e)
            {
                run.Activity.Verbose(e.Message);
                if (e.ErrorId != WalmartErrorId.CredentialRejected)
                {
                    run.Checks.Skip("CrossCheck", $"{other.Gateway.BaseAddress.Host} could not be asked: {e.Message}");
                    return null;
                }
            }
        }

        run.Checks.Pass("CrossCheck", "No other environment or program accepts them either.");
        return null;
    }

    private void CheckClock()
    {
        if (run.Skew is not { } skew)
        {
            run.Checks.Skip("ClockSkew", "no answer told the gateway's time");
            return;
        }

        var flaw = skew.Duration() <= ToleratedSkew ? null
            : string.Format(CultureInfo.InvariantCulture, "This machine's clock is {0:0} s {1} the gateway's. Tokens are not hurt by it, but signatures and logs are.", skew.Duration().TotalSeconds, skew > TimeSpan.Zero ? "ahead of" : "behind");
        run.Checks.Decide("ClockSkew", flaw, "Set the clock, or turn time synchronization on.");
    }

    private WalmartCredentialReport Report(TokenDetail? detail, TestResults found)
    {
        var (succeeded, conclusion) = TestSummary.Create(found, subject.Gateway.DisplayName);
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
            Checks = run.Checks.All,
        };
    }
}
