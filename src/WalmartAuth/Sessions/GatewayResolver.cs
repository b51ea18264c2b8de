using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Tokens;

namespace WalmartAuth.Sessions;

/// <summary>Combines settings and profile: parameters override the profile, and the profile overrides the defaults.</summary>
internal static class GatewayResolver
{
    /// <summary>The gateway of the session.</summary>
    /// <exception cref="WalmartException">EnvironmentMismatch, HostNotAllowed or InvalidArgument.</exception>
    public static Gateway Resolve(ConnectionSettings settings, CredentialProfile? profile)
    {
        // The one case in which a parameter does not override: it would send one environment's credential to the other (contract §1).
        if (settings.Environment is { } asked && profile?.Environment is { } stored && asked != stored)
        {
            throw new WalmartException(WalmartErrorId.EnvironmentMismatch, SessionMessages.EnvironmentsDiffer(asked, profile.Source, stored), target: profile.Source, recommendedAction: SessionMessages.UseCredentialOf(asked));
        }

        var program = KnownProgram(settings, profile) ?? WalmartProgram.Supplier;
        var environment = settings.Environment ?? profile?.Environment ?? WalmartEnvironment.Production;
        if (settings.DynamicSandbox && environment != WalmartEnvironment.Sandbox)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.DynamicSandboxNeedsSandbox);
        }

        var market = settings.Market ?? profile?.Market ?? WalmartMarket.US;
        if (settings.DynamicSandbox && market != WalmartMarket.US)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.DynamicSandboxNeedsUs(market));
        }

        var own = settings.BaseUri ?? profile?.BaseUri;
        return new Gateway
        {
            SessionName = settings.SessionName,
            Program = program,
            Environment = environment,
            Market = market,
            BaseAddress = own is not null ? Checked(own, settings.AllowUntrustedHost && (settings.BaseUri is not null || profile is not { RequiresTrustedHost: true }), environment) : GatewayAddress.ForProgram(program, environment),
            IsCustomAddress = own is not null,
            DynamicSandbox = settings.DynamicSandbox,
            ChannelType = HeaderGuard.CheckValue(settings.ChannelType, "-ChannelType") ?? HeaderGuard.CheckValue(profile?.ChannelType, $"ChannelType of {profile?.Source}"),
            PartnerId = HeaderGuard.CheckValue(settings.PartnerId, "-PartnerId") ?? HeaderGuard.CheckValue(profile?.PartnerId, $"PartnerId of {profile?.Source}"),
            AuthorizationHeader = settings.AuthorizationHeader,
        };
    }

    /// <summary>The program in the settings or the profile, or the one that they imply: only Marketplace has other markets and solution providers. Null if not specified.</summary>
    public static WalmartProgram? KnownProgram(ConnectionSettings settings, CredentialProfile? profile) =>
        settings.Program ?? profile?.Program
        ?? ((settings.Market ?? profile?.Market ?? WalmartMarket.US) != WalmartMarket.US
            || (settings.PartnerId ?? profile?.PartnerId) is not null
            || (settings.RefreshToken ?? profile?.RefreshToken) is not null
            || settings.AuthorizationCode is not null ? WalmartProgram.Marketplace : null);

    /// <summary>The grant with which the session requests a token.</summary>
    public static TokenGrant Grant(ConnectionSettings settings, CredentialProfile profile, Gateway gateway)
    {
        if (settings.AuthorizationCode is not null && settings.RefreshToken is not null)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.CodeWithRefreshToken);
        }

        var refresh = settings.RefreshToken ?? profile.RefreshToken;
        if (settings.AuthorizationCode is null && refresh is null)
        {
            return new TokenGrant(profile.Credential);
        }

        // A code can be exchanged only once; a host that does not support the grant would use it up (contract §2).
        if (GatewayAddress.SameHost(gateway.BaseAddress, GatewayAddress.Supplier))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.SupplierTakesNoCode(gateway.BaseAddress.Host), recommendedAction: SessionMessages.UseMarketplace);
        }

        if (gateway.PartnerId is null)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.PartnerIdIsMissing);
        }

        return settings.AuthorizationCode is { } code
            ? new TokenGrant(profile.Credential)
            {
                Type = GrantType.AuthorizationCode,
                Code = code,
                RedirectUri = settings.RedirectUri ?? throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.RedirectUriIsMissing),
            }
            : new TokenGrant(profile.Credential) { Type = GrantType.RefreshToken, RefreshToken = refresh };
    }

    private static Uri Checked(Uri own, bool allowUntrusted, WalmartEnvironment environment)
    {
        if (!own.IsAbsoluteUri || own.Scheme is not ("https" or "http"))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.BaseUriIsNotWebAddress(own.OriginalString));
        }

        if (own.UserInfo.Length > 0)
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, SessionMessages.BaseUriHoldsCredential, recommendedAction: SessionMessages.RemoveUserFromAddress);
        }

        if (!allowUntrusted && !GatewayAddress.IsTrusted(own))
        {
            throw new WalmartException(WalmartErrorId.HostNotAllowed, SessionMessages.HostIsNotAllowed(own.GetLeftPart(UriPartial.Authority), GatewayAddress.OtherApis(own)), target: own.Host, recommendedAction: SessionMessages.CorrectAddress);
        }

        // The hosts of one environment do not accept a credential of the other, so it is not sent.
        var isSandboxHost = GatewayAddress.SameHost(own, GatewayAddress.Sandbox);
        return GatewayAddress.IsWalmart(own) && isSandboxHost != (environment == WalmartEnvironment.Sandbox)
            ? throw new WalmartException(WalmartErrorId.EnvironmentMismatch, SessionMessages.HostOfAnotherEnvironment(own.Host, environment), target: own.Host)
            : GatewayAddress.Normalize(own);
    }
}
