using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WalmartAuth.Emulator;

/// <summary>The web server: one listener per host, the pipeline and the routes.</summary>
internal static class EmulatorServer
{
    /// <summary>The addresses that the emulator may listen on.</summary>
    public static IPAddress ListenAddress(string text, bool allowRemote)
    {
        var address = text.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(text, out var parsed) ? parsed
            : throw new EmulatorStartException($"'{text}' is not an IP address to listen on.", EmulatorStartException.WrongInput);
        return IPAddress.IsLoopback(address) || allowRemote
            ? address
            : throw new EmulatorStartException(
                $"Other machines can reach {address}, and the emulator has no real protection. Use a loopback address, or add --allow-remote.",
                EmulatorStartException.WrongInput);
    }

    /// <summary>Starts listening and writes the bound addresses into the hosts.</summary>
    public static async Task<WebApplication> StartAsync(EmulatorState state, IEnumerable<Route> routes, RequestLines lines, IPAddress address, int port, X509Certificate2? certificate, CancellationToken ct)
    {
        var listeners = new List<ListenOptions>();

        // The empty builder reads no settings file and no environment variable.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            Widen(kestrel.Limits);
            kestrel.AddServerHeader = false;
            for (var i = 0; i < state.Hosts.Count; i++)
            {
                var host = state.Hosts[i];
                kestrel.Listen(address, port == 0 ? 0 : port + i, listen => listeners.Add(Configure(listen, host, certificate)));
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();

        var gate = new RequestGate(state.Tokens, state.Limiter, state.Faults);
        var app = builder.Build();
        app.Use(new RequestPipeline(state, new AnswerWriter(state.Faults, state.Clock), lines).InvokeAsync);
        foreach (var route in routes)
        {
            app.MapMethods(route.Template, [route.Method], context =>
            {
                var request = RequestContext.Of(context);
                request.Answer = gate.Refuse(request, route) ?? route.Handler(request);
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

        for (var i = 0; i < state.Hosts.Count; i++)
        {
            state.Hosts[i].Address = AddressOf(listeners[i].IPEndPoint!, certificate is not null);
        }

        return app;
    }

    private static ListenOptions Configure(ListenOptions listen, EmulatedHost host, X509Certificate2? certificate)
    {
        listen.Use(next => connection =>
        {
            connection.Features.Set(host);
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

    /// <summary>Leaves Ctrl+C and the end of the process to the program that hosts the emulator.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
