using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// Proxies in front keep some paths from the public, by their exact spelling; routing takes any case. What is kept away is
/// therefore answered in that one spelling only.
/// </summary>
internal static class ExactPaths
{
    private static readonly string[] KeptAway = [Probes.Health, Probes.Metrics, "/internal"];

    public static void UseExactPaths(this WebApplication app) => app.Use((context, next) =>
    {
        if (!KeptAway.Any(p => context.Request.Path.StartsWithSegments(p) && !context.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
