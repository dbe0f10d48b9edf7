using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Shared.Hosting;

internal static class JsonLogs
{
    /// <summary>
    /// One JSON object a line on standard output, with trace id. The frameworks' own request lines stay off: they carry
    /// query strings, and a query string may carry a code or a hint.
    /// </summary>
    public static void AddJsonLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.Configure(o => o.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddJsonConsole(o =>
        {
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fff'Z'";
            o.IncludeScopes = true;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A start that fails is told in one line by ServiceProgram; what stops a running host is logged as critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Puts the raw path into the scope of every line; a path may hold anything.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Services.AddKnownSettings("Logging", null);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
    }
}
