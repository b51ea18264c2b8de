using Microsoft.AspNetCore.Http;

namespace WalmartAuth.Emulator;

/// <summary>The faults that strike before a request is looked at.</summary>
internal sealed class FaultGate(FaultPlan faults, GatewaySettings settings)
{
    /// <summary>Waits as told, and sets the answer if a fault gives one. False where the connection is broken off.</summary>
    public async ValueTask<bool> PassAsync(Exchange exchange)
    {
        if (settings.LatencyMs > 0)
        {
            await Task.Delay(settings.LatencyMs, exchange.Context.RequestAborted);
        }

        if (faults.TryTake(FaultKind.Latency, exchange, out var late))
        {
            await Task.Delay(late.Milliseconds, exchange.Context.RequestAborted);
        }

        if (faults.TryTake(FaultKind.Hold, exchange) is { Hold: { } hold })
        {
            await hold.WaitAsync(exchange.Context.RequestAborted);
        }

        if (faults.Takes(FaultKind.Reset, exchange))
        {
            return false;
        }

        exchange.Answer = Replacement(exchange);
        return true;
    }

    private Answer? Replacement(Exchange exchange)
    {
        if (faults.TryTake(FaultKind.Status, exchange, out var fixedAnswer))
        {
            return Fixed(fixedAnswer);
        }

        if (faults.TryTake(FaultKind.Html, exchange, out var html))
        {
            return Answer.Text(
                $"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access this server.<P>Reference #18.{Guid.NewGuid():N}</BODY></HTML>",
                html.StatusCode,
                "text/html");
        }

        return faults.Takes(FaultKind.Revoked401, exchange) ? GatewayError.Unauthorized : null;
    }

    private static Answer Fixed(Fault fault)
    {
        var answer = fault switch
        {
            { Body: { } body } => Answer.Text(body, fault.StatusCode, fault.ContentType),
            { StatusCode: >= 400 } => new GatewayError(fault.StatusCode, Code(fault.StatusCode), string.Empty, "The emulator was told to answer this.")
            {
                Category = "REQUEST",
            }.ToAnswer(),
            _ => Answer.Empty(fault.StatusCode),
        };
        return answer with { Headers = [.. fault.Headers] };
    }

    private static string Code(int status) => status switch
    {
        400 => "INVALID_REQUEST",
        401 => "UNAUTHORIZED",
        403 => "FORBIDDEN",
        404 => "CONTENT_NOT_FOUND",
        423 => "RESOURCE_IS_LOCKED",
        429 => "REQUEST_THRESHOLD_VIOLATED",
        504 => "DOWNSTREAM_SYSTEM_TIME_OUT",
        _ => "SYSTEM_ERROR",
    } + ".GMP_GATEWAY_API";
}
