using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SaasPlatform.Shared.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve (database, keys). <c>/health</c>: both.
/// A check that readiness needs carries the tag <see cref="ReadyTag"/>.
/// </summary>
public static class HealthEndpoints
{
    public const string ReadyTag = "ready";

    internal static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, Probes.Health, _ => true);
        Map(routes, Probes.Health + "/live", _ => false);
        Map(routes, Probes.Health + "/ready", check => check.Tags.Contains(ReadyTag));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> checks) =>
        routes.MapHealthChecks(path, new HealthCheckOptions { Predicate = checks, ResponseWriter = WriteAsync })
            // Answered before authentication and limits: those may need what is not there yet.
            .ShortCircuit();

    /// <summary>Names each check and its state, never the exception: anybody may ask.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            new
            {
                status = Name(report.Status),
                checks = report.Entries.ToDictionary(e => e.Key, e => new { status = Name(e.Value.Status), description = e.Value.Description }),
            },
            JsonSerializerOptions.Web, context.RequestAborted);
    }

    private static string Name(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
