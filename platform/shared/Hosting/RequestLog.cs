using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Shared.Hosting;

/// <summary>One line a request: method, route template (never the raw path or query), status and milliseconds.</summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        await next(context);

        var level = context.Response.StatusCode >= 500 ? LogLevel.Error : LogLevel.Information;
        if (!logger.IsEnabled(level))
            return;

        var route = (EndpointOf(context) as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
        logger.Log(
            level, "{Method} {Route} answered {Status} in {Milliseconds} ms",
            context.Request.Method, route, context.Response.StatusCode, (int)clock.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>What was asked for, also when an error page answered in its place.</summary>
    private static Endpoint? EndpointOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Endpoint
        ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
        ?? context.GetEndpoint();
}
