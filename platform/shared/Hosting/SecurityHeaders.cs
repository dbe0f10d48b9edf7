using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SaasPlatform.Shared.Hosting;

internal static class SecurityHeaders
{
    /// <summary>An API answers data, so nothing in its answers may load or run. A page that needs more sets its own policy.</summary>
    private const string ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
