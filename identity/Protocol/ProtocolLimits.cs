using Microsoft.AspNetCore.RateLimiting;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// How often one address may call. The limits stand before authentication, because checking a client's secret is the
/// expensive part. They are wide: a front end's server calls for all its people from one address.
/// </summary>
internal static class ProtocolLimits
{
    /// <summary>The token endpoint and what else clients call (<c>RateLimits:token</c>).</summary>
    public const string Client = "token";

    /// <summary>The endpoints that browsers are sent to (<c>RateLimits:authorize</c>).</summary>
    public const string Browser = "authorize";

    public static void AddProtocolLimits(this WebApplicationBuilder builder)
    {
        builder.AddRateLimit(Client, permits: 6_000, windowSeconds: 60, RateLimits.AddressOf);
        builder.AddRateLimit(Browser, permits: 600, windowSeconds: 60, RateLimits.AddressOf);
        builder.Services.PostConfigure<RateLimiterOptions>(limiter =>
        {
            var before = limiter.OnRejected;
            limiter.OnRejected = async (context, cancellationToken) =>
            {
                if (before is not null)
                    await before(context, cancellationToken);
                var policy = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
                if (policy == Client)
                    await RefuseAsync(context.HttpContext, cancellationToken);
            };
        });
    }

    /// <summary>Clients of these endpoints read errors in the form of RFC 6749 section 5.2.</summary>
    private static Task RefuseAsync(HttpContext http, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(
            new { error = Errors.TemporarilyUnavailable, error_description = "Too many requests; see Retry-After." }, cancellationToken);
    }
}
