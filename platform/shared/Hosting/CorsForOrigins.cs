using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SaasPlatform.Shared.Hosting;

internal static class CorsForOrigins
{
    /// <summary>
    /// Front ends on the configured origins (<c>Cors:Origins</c>) may call with a bearer token. No credentials: an answer
    /// never depends on a cookie.
    /// </summary>
    public static void AddCorsForOrigins(this IHostApplicationBuilder builder)
    {
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IConfiguration>((cors, configuration) =>
        {
            var origins = configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
            cors.AddDefaultPolicy(p => p
                .WithOrigins(origins)
                .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders("Authorization", "Content-Type", "Accept-Language", "If-Match", "If-None-Match", "Idempotency-Key", "traceparent",
                    // Sent by the documentation page to the token endpoint.
                    "X-Requested-With")
                .WithExposedHeaders("ETag", "Location", "Retry-After", "WWW-Authenticate")
                .SetPreflightMaxAge(TimeSpan.FromHours(1)));
        });
    }
}
