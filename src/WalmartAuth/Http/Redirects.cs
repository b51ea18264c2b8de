namespace WalmartAuth.Http;

/// <summary>
/// Follows redirects (contract §8): on the same host with the token, to another host without a credential and only for
/// GET, never from https to http.
/// </summary>
internal static class Redirects
{
    /// <summary>The next step, or null if the response is not a redirect.</summary>
    /// <exception cref="WalmartException">InvalidResponse or HostNotAllowed: a redirect that is not followed.</exception>
    public static RedirectStep? Next(HttpResponseMessage answer, RedirectStep step, ApiRequest request)
    {
        var status = (int)answer.StatusCode;

        // A credential is sent only to its own address (contract §2).
        if (request.IsTokenRequest || status is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location)
        {
            return null;
        }

        if (!Uri.TryCreate(step.Address, location, out var next))
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, HttpMessages.RedirectIsNotAddress(request.Label), target: request.Target);
        }

        if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || step.Address.Scheme == Uri.UriSchemeHttps))
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, HttpMessages.RedirectChangesScheme(request.Label, step.Address.Scheme, next.Scheme, next.Host), target: request.Target);
        }

        // RFC 9110 §15.4: 303 becomes a GET, and so do 301 and 302 after a POST. A DELETE that became a GET would look successful.
        var becomesGet = (status == 303 && step.Method != HttpMethod.Head) || (status is 301 or 302 && step.Method == HttpMethod.Post);
        var method = becomesGet ? HttpMethod.Get : step.Method;
        var body = becomesGet ? null : step.Body;
        if (body is { CanReplay: false })
        {
            throw new WalmartException(WalmartErrorId.InvalidResponse, HttpMessages.RedirectNeedsBody(request.Label), target: request.Target);
        }

        if (GatewayAddress.SameHost(next, step.Address))
        {
            return new RedirectStep(next, method, body, step.IsAnonymous);
        }

        return step.Method == HttpMethod.Get
            ? new RedirectStep(next, HttpMethod.Get, null, IsAnonymous: true)
            : throw new WalmartException(WalmartErrorId.HostNotAllowed, HttpMessages.RedirectToAnotherHost(request.Label, next.Host), target: request.Target);
    }

    /// <summary>The error of a redirect that does not end.</summary>
    public static WalmartException Endless(ApiRequest request) =>
        new(WalmartErrorId.InvalidResponse, HttpMessages.TooManyRedirects(request.Label, RequestSender.MaximumRedirects), target: request.Target);
}

/// <summary>One step of a call on its way through redirects.</summary>
/// <param name="Address">The address.</param>
/// <param name="Method">The method.</param>
/// <param name="Body">The body.</param>
/// <param name="IsAnonymous">Once true, no later step carries a credential, wherever the redirect leads.</param>
internal sealed record RedirectStep(Uri Address, HttpMethod Method, RequestBody? Body, bool IsAnonymous);
