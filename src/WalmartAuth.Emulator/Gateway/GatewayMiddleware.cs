using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WalmartAuth.Emulator;

/// <summary>The way of every request: captured, recorded, faulted, answered by its route, written.</summary>
internal sealed class GatewayMiddleware(RequestLog received, FaultGate faultGate, FaultPlan faults, AnswerWriter writer, RequestLines lines)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        var exchange = new Exchange(context, context.Features.GetRequiredFeature<Site>());
        context.Features.Set(exchange);
        try
        {
            exchange.Body = await CapturedBody.ReadAsync(context);
            if (context.GetEndpoint()?.Metadata.GetMetadata<Route>() is { IsControl: true })
            {
                await next(context);
                await writer.WriteAsync(exchange, exchange.Answer!);
                return;
            }

            await AnswerAsync(exchange, next, started);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has gone, or the emulator is being stopped: nobody is there to be answered.
            context.Abort();
        }
    }

    private async Task AnswerAsync(Exchange exchange, RequestDelegate next, long started)
    {
        exchange.Entry = received.Begin(exchange);
        if (!await faultGate.PassAsync(exchange))
        {
            lines.Write(exchange, 0, Stopwatch.GetElapsedTime(started));
            exchange.Context.Abort();
            return;
        }

        exchange.Breaks = faults.Takes(FaultKind.HalfBody, exchange);
        if (exchange.Answer is null)
        {
            await next(exchange.Context);
        }

        var answer = exchange.Answer ?? Unrouted(exchange);
        exchange.Entry?.StatusCode = answer.StatusCode;
        await writer.WriteAsync(exchange, answer);
        lines.Write(exchange, answer.StatusCode, Stopwatch.GetElapsedTime(started));
    }

    private static Answer Unrouted(Exchange exchange) =>
        exchange.Context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? new GatewayError(405, "METHOD_NOT_ALLOWED.GMP_GATEWAY_API", "Method", $"Request method '{exchange.Method}' is not supported.").ToAnswer()
            : GatewayError.NoSuchRoute(exchange.Path);
}
