using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WalmartAuth.Emulator.Live;

namespace WalmartAuth.Emulator;

/// <summary>The pipeline of every request: read, record, apply faults, call the route, write the response.</summary>
internal sealed class RequestPipeline(EmulatorState state, AnswerWriter writer, RequestLines lines)
{
    private const int KeptBody = 32 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        var request = new RequestContext(context, context.Features.GetRequiredFeature<EmulatedHost>());
        context.Features.Set(request);
        try
        {
            await request.ReadBodyAsync(KeptBody);
            request.IsControl = context.GetEndpoint()?.Metadata.GetMetadata<Route>() is { IsControl: true };
            if (request.IsControl)
            {
                await ControlAsync(request, next);
                return;
            }

            await AnswerAsync(request, next);
            Finish(request, request.Answer?.StatusCode ?? 0, Stopwatch.GetElapsedTime(started));
            lines.Write(request, request.Answer?.StatusCode ?? 0, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            if (!request.IsControl)
            {
                Finish(request, 0, Stopwatch.GetElapsedTime(started));
            }

            // The client has disconnected, or the emulator is being stopped: there is no client to respond to.
            context.Abort();
        }
    }

    private async Task ControlAsync(RequestContext request, RequestDelegate next)
    {
        request.Answer = ControlGuard.Refuse(request);
        if (request.Answer is null)
        {
            await next(request.Context);
        }

        await writer.WriteAsync(request, request.Answer!);
    }

    private void Finish(RequestContext request, int status, TimeSpan took)
    {
        request.Record?.Finish(took);
        state.Live.Publish(request, status, took);
    }

    private async Task AnswerAsync(RequestContext request, RequestDelegate next)
    {
        Identify(request);
        if (!await PassFaultsAsync(request))
        {
            request.Context.Abort();
            return;
        }

        request.Breaks = state.Faults.Takes(FaultKind.HalfBody, request);
        if (request.Answer is null)
        {
            await next(request.Context);
        }

        var answer = request.Answer ??= Unrouted(request);
        request.Record?.StatusCode = answer.StatusCode;
        await writer.WriteAsync(request, answer);
    }

    private void Identify(RequestContext request)
    {
        var value = request.Context.Request.Headers[WalmartHeaders.AccessToken].ToString();
        request.Token = state.Tokens.Find(value);
        request.AccountName = (request.Token?.Account ?? state.Sellers.Named(request.Header("Authorization")))?.Name;
        request.TokenState = value.Length > 0 ? state.Tokens.StateOf(request.Token, request.Host.Kind) : null;
        state.Received.Add(request);
    }

    /// <summary>Applies delays, and sets the response if a fault has one. False if the connection was reset.</summary>
    private async Task<bool> PassFaultsAsync(RequestContext request)
    {
        var (faults, gone) = (state.Faults, request.Context.RequestAborted);
        if (state.Settings.LatencyMs > 0)
        {
            await Task.Delay(state.Settings.LatencyMs, gone);
        }

        if (faults.TryTake(FaultKind.Latency, request, out var late))
        {
            await Task.Delay(late.Milliseconds, gone);
        }

        if (faults.TryTake(FaultKind.Hold, request) is { Hold: { } hold })
        {
            await hold.WaitAsync(gone);
        }

        if (faults.Takes(FaultKind.Reset, request))
        {
            return false;
        }

        request.Answer =
            faults.TryTake(FaultKind.Status, request, out var status) ? Fixed(status)
            : faults.TryTake(FaultKind.Html, request, out var html) ? Page(html.StatusCode)
            : faults.Takes(FaultKind.Revoked401, request) ? GatewayError.Unauthorized
            : null;
        return true;
    }

    private static Answer Page(int status) => Answer.Text(
        $"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access this server.<P>Reference #18.{Guid.NewGuid():N}</BODY></HTML>",
        status,
        "text/html");

    private static Answer Fixed(Fault fault)
    {
        var answer = fault switch
        {
            { Body: { } body } => Answer.Text(body, fault.StatusCode, fault.ContentType),
            { StatusCode: >= 400 } => new GatewayError(fault.StatusCode, Code(fault.StatusCode), string.Empty, "This response comes from a fault that was added to the emulator.")
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

    private static Answer Unrouted(RequestContext request) =>
        request.Context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? new GatewayError(405, "METHOD_NOT_ALLOWED.GMP_GATEWAY_API", "Method", $"Request method '{request.Method}' is not supported.").ToAnswer()
            : GatewayError.NoSuchRoute(request.Path);
}
