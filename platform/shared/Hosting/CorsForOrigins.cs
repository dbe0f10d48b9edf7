using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

/// <summary>Which front ends may call from the browser (section <c>Cors</c>).</summary>
public sealed class CorsSettings
{
    /// <summary>Origins, as <c>https://app.example.com</c>.</summary>
    public string[] Origins { get; set; } = [];
}

internal static class CorsForOrigins
{
    /// <summary>
    /// Front ends on the configured origins (<c>Cors:Origins</c>) may call with a bearer token. No credentials: an answer
    /// never depends on a cookie.
    /// </summary>
    public static void AddCorsForOrigins(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<CorsSettings>("Cors");
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) =>
        {
            cors.AddDefaultPolicy(p => p
                .WithOrigins(settings.Value.Origins)
                .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders("Authorization", "Content-Type", "Accept-Language", "If-Match", "If-None-Match", "Idempotency-Key", "traceparent",
                    // Sent by the documentation page to the token endpoint.
                    "X-Requested-With")
                .WithExposedHeaders("ETag", "Location", "Retry-After", "WWW-Authenticate")
                .SetPreflightMaxAge(TimeSpan.FromHours(1)));
        });
    }
}
