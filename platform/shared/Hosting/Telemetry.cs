using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SaasPlatform.Shared.Hosting;

internal static class Telemetry
{
    /// <summary>
    /// Metrics for <c>/metrics</c>, trace ids for log lines and problem details, and all three signals over OTLP where a collector
    /// is set. Meters belong to the process: in the all-in-one host every service's endpoint shows them all.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        var settings = builder.AddSettings<TelemetrySettings>("Telemetry");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService($"saasplatform-{service}"))
            .WithMetrics(m => m
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", "SaasPlatform.*")
                .AddPrometheusExporter()
                .Export(settings))
            .WithTracing(t => t
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Math.Clamp(settings.SampleRatio, 0, 1))))
                .AddAspNetCoreInstrumentation(o =>
                {
                    o.Filter = http => !Probes.IsOne(http.Request.Path);
                    // The route names the operation; the path may hold anything, and the browser is the person's.
                    o.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.path", null).SetTag("url.query", null).SetTag("user_agent.original", null);
                })
                .AddHttpClientInstrumentation(o => o.EnrichWithHttpRequestMessage = (activity, request) =>
                    activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority)))
                .AddSource("Npgsql")
                .Export(settings));
        if (settings.OtlpEndpoint is not null)
            builder.Logging.AddOpenTelemetry(o => o.Export(service, settings));
    }

    private static MeterProviderBuilder Export(this MeterProviderBuilder metrics, TelemetrySettings settings) =>
        settings.OtlpEndpoint is null ? metrics : metrics.AddOtlpExporter(o => Configure(o, settings, "metrics"));

    private static TracerProviderBuilder Export(this TracerProviderBuilder traces, TelemetrySettings settings) =>
        settings.OtlpEndpoint is null ? traces : traces.AddOtlpExporter(o => Configure(o, settings, "traces"));

    private static void Export(this OpenTelemetryLoggerOptions logs, string service, TelemetrySettings settings)
    {
        logs.IncludeFormattedMessage = true;
        logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService($"saasplatform-{service}"));
        logs.AddOtlpExporter(o => Configure(o, settings, "logs"));
    }

    private static void Configure(OtlpExporterOptions options, TelemetrySettings settings, string signal)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{settings.OtlpEndpoint!.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        options.Headers = settings.OtlpHeaders;
    }
}
