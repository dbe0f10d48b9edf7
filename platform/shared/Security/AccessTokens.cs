using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Security;

/// <summary>Makes a service a protected resource: access tokens of RFC 9068, validated here against the published keys.</summary>
public static class AccessTokens
{
    /// <summary>Closes the service: every endpoint needs a token of this audience unless it says that it is public.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="address">Which of the platform's addresses is this API; its audience.</param>
    /// <param name="scopes">The scopes the API knows, for its metadata document.</param>
    public static void AddAccessTokens(this WebApplicationBuilder builder, Func<Addresses, Uri> address, params string[] scopes)
    {
        var addresses = Addresses.Read(builder.Configuration);
        var resource = new ProtectedResource(Addresses.Audience(address(addresses)), addresses.Identity.AbsoluteUri, scopes);
        builder.Services.AddSingleton(resource);
        builder.Services.AddScoped(s => new CurrentUser(s.GetRequiredService<IHttpContextAccessor>().HttpContext!.User));
        builder.Services.AddSingleton<IAuthorizationHandler, ScopeRequirementHandler>();
        builder.Services.AddSingleton<IAuthorizationHandler, PersonRequirementHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddHealthChecks().AddCheck<PublishedKeysHealth>("keys", tags: [HealthEndpoints.ReadyTag]);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MetadataAddress = new Uri(addresses.IdentityForServices, ".well-known/openid-configuration").AbsoluteUri;
            bearer.BackchannelHttpHandler = new InternalAddressHandler(addresses);
            // Plain http serves one machine or a private network; the address is the operator's choice.
            bearer.RequireHttpsMetadata = addresses.IdentityForServices.Scheme == Uri.UriSchemeHttps;
            bearer.MapInboundClaims = false;
            // A key that is not known yet is looked for again at most every ten seconds.
            bearer.RefreshInterval = TimeSpan.FromSeconds(10);
            bearer.AutomaticRefreshInterval = TimeSpan.FromHours(1);
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                ValidAudience = resource.Identifier,
                ClockSkew = TimeSpan.FromSeconds(10),
                NameClaimType = "sub",
            };
            bearer.Events = new JwtBearerEvents { OnChallenge = c => ChallengeAsync(c, resource) };
        });
    }

    /// <summary>Serves the metadata of the protected resource (RFC 9728 section 3).</summary>
    internal static void MapProtectedResourceMetadata(this IEndpointRouteBuilder routes) => ProtectedResource.Map(routes);

    private static Task ChallengeAsync(JwtBearerChallengeContext context, ProtectedResource resource)
    {
        context.HandleResponse();
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = context.AuthenticateFailure switch
        {
            null => resource.Challenge(),
            SecurityTokenExpiredException => resource.Challenge("invalid_token", "The token has expired."),
            SecurityTokenInvalidAudienceException => resource.Challenge("invalid_token", "The token is meant for another audience."),
            _ => resource.Challenge("invalid_token", "The token is not valid."),
        };
        return Task.CompletedTask;
    }
}
