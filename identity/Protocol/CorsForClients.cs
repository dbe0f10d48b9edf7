using System.Collections.Frozen;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// Which endpoints answer scripts of other sites. Discovery and keys are public documents, for scripts of any site. What a client that runs in
/// the browser calls itself is for registered origins and those of <c>Cors:Origins</c>. Nothing else is for scripts: people are led to the
/// authorization endpoint and the pages (RFC 9700 section 2.6), servers call the rest.
/// </summary>
internal sealed class CorsForClients(RegisteredOrigins registered, IOptions<CorsSettings> settings) : ICorsPolicyProvider
{
    private static readonly PathString[] Documents =
        ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/.well-known/jwks"];

    private static readonly PathString TokenPath = "/" + IdentityServer.TokenPath;

    private static readonly PathString[] Endpoints =
        [TokenPath, "/" + IdentityServer.UserInfoPath, "/" + IdentityServer.RevocationPath];

    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromHours(1);

    private static readonly CorsPolicy ForEverybody = new CorsPolicyBuilder()
        .AllowAnyOrigin().WithMethods("GET").AllowAnyHeader().SetPreflightMaxAge(PreflightLifetime).Build();

    private readonly FrozenSet<string> _configured = settings.Value.Origins
        .Select(o => Uri.TryCreate(o, UriKind.Absolute, out var uri) ? RegisteredOrigins.Serialize(uri) : o).ToFrozenSet(StringComparer.Ordinal);

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (Array.IndexOf(Documents, context.Request.Path) >= 0)
            return ForEverybody;
        if (Array.IndexOf(Endpoints, context.Request.Path) < 0)
            return null;

        var origins = await registered.ReadAsync(context.RequestAborted);
        var policy = new CorsPolicyBuilder()
            .SetIsOriginAllowed(origin => origins.Contains(origin) || _configured.Contains(origin))
            .WithMethods("GET", "POST")
            .WithHeaders("Authorization", "Content-Type", "Accept-Language", "traceparent", "X-Requested-With")
            .WithExposedHeaders("Retry-After", "WWW-Authenticate")
            .SetPreflightMaxAge(PreflightLifetime);
        // keycloak-js asks for cookies to be sent here, and a browser then wants to hear that they may be. This endpoint reads none.
        if (context.Request.Path == TokenPath)
            policy.AllowCredentials();
        return policy.Build();
    }
}
