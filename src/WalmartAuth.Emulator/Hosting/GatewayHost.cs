using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WalmartAuth.Emulator;

/// <summary>The web server: one listener a site, the middleware and the routes.</summary>
internal static class GatewayHost
{
    /// <summary>Starts listening and writes the bound addresses into the sites.</summary>
    public static async Task<WebApplication> StartAsync(Gateway gateway, IReadOnlyList<Site> sites, IPAddress address, int port, X509Certificate2? certificate, CancellationToken ct)
    {
        var listeners = new List<ListenOptions>();

        // The empty builder reads no settings file and no environment variable of its host.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            Widen(kestrel.Limits);
            kestrel.AddServerHeader = false;
            for (var i = 0; i < sites.Count; i++)
            {
                var site = sites[i];
                kestrel.Listen(address, port == 0 ? 0 : port + i, listen => listeners.Add(Configure(listen, site, certificate)));
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();

        var app = builder.Build();
        app.Use(gateway.Middleware.InvokeAsync);
        foreach (var route in gateway.Routes)
        {
            app.MapMethods(route.Template, [route.Method], context =>
            {
                var exchange = Exchange.Of(context);
                exchange.Answer = gateway.Gate.Refuse(exchange, route) ?? route.Handler(exchange);
                return Task.CompletedTask;
            }).WithMetadata(route);
        }

        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        for (var i = 0; i < sites.Count; i++)
        {
            sites[i].Address = AddressOf(listeners[i].IPEndPoint!, certificate is not null);
        }

        return app;
    }

    private static ListenOptions Configure(ListenOptions listen, Site site, X509Certificate2? certificate)
    {
        listen.Use(next => connection =>
        {
            connection.Features.Set(site);
            return next(connection);
        });
        listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }

        return listen;
    }

    private static void Widen(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.MaxRequestHeadersTotalSize = 256 * 1024;
        limits.MaxRequestLineSize = 64 * 1024;
        limits.Http2.MaxRequestHeaderFieldSize = 128 * 1024;
    }

    private static Uri AddressOf(IPEndPoint bound, bool https)
    {
        var address = bound.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : bound.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : bound.Address;
        return new Uri($"{(https ? "https" : "http")}://{new IPEndPoint(address, bound.Port)}/");
    }
}
