namespace WalmartAuth.Tests.Module.Errors;

/// <summary>Maps Walmart's host names to the emulator's sites; any other address is unchanged.</summary>
internal sealed class HostMap(IReadOnlyDictionary<string, Uri> sites) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (sites.TryGetValue(request.RequestUri!.Host, out var site))
        {
            request.RequestUri = new Uri(site, request.RequestUri.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
