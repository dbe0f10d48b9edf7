using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SaasPlatform.Shared.Hosting;

internal static class Telemetry
{
    /// <summary>
    /// Metrics for <c>/metrics</c> and trace ids for log lines and problem details. Meters belong to the process: in the
    /// all-in-one host every service's endpoint shows them all.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service) =>
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService($"saasplatform-{service}"))
            .WithMetrics(m => m
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", "SaasPlatform.*")
                .AddPrometheusExporter())
            .WithTracing(t => t
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddSource("Npgsql"));
}
