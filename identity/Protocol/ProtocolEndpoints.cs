namespace SaasPlatform.Identity.Protocol;

internal static class ProtocolEndpoints
{
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>What clients call, and no person: who is signed in at this browser makes no difference there.</summary>
    private static readonly PathString[] OfClients =
    [
        "/" + IdentityServer.TokenPath, "/" + IdentityServer.UserInfoPath, "/" + IdentityServer.IntrospectionPath,
        "/" + IdentityServer.RevocationPath, "/" + IdentityServer.PushedAuthorizationPath,
    ];

    /// <summary>
    /// Takes the cookies away from requests of clients before anything reads them. A page that refreshes in the background would otherwise
    /// keep the session of its person from ever being idle.
    /// </summary>
    public static void UseNoCookiesOfClients(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (Array.IndexOf(OfClients, http.Request.Path) >= 0)
            http.Request.Headers.Cookie = default;
        return next(http);
    });

    /// <summary>
    /// Public by nature: each authenticates by its own rules. Forms of other sites post here, so there is no antiforgery token.
    /// </summary>
    public static void MapProtocol(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").AllowAnonymous().DisableAntiforgery();
        endpoints.MapMethods(IdentityServer.AuthorizePath, GetAndPost, Authorize.HandleAsync).RequireRateLimiting(ProtocolLimits.Browser);
        endpoints.MapMethods(IdentityServer.EndSessionPath, GetAndPost, (Delegate)EndSession.HandleAsync).RequireRateLimiting(ProtocolLimits.Browser);
        endpoints.MapPost(IdentityServer.TokenPath, Token.HandleAsync).RequireRateLimiting(ProtocolLimits.Client);
        endpoints.MapMethods(IdentityServer.UserInfoPath, GetAndPost, UserInfo.HandleAsync).RequireRateLimiting(ProtocolLimits.Client);

        // The framework answers these itself; they are named here to be limited like the others.
        endpoints.MapPost(IdentityServer.PushedAuthorizationPath, () => TypedResults.NotFound()).RequireRateLimiting(ProtocolLimits.Client);
        endpoints.MapPost(IdentityServer.IntrospectionPath, () => TypedResults.NotFound()).RequireRateLimiting(ProtocolLimits.Client);
        endpoints.MapPost(IdentityServer.RevocationPath, () => TypedResults.NotFound()).RequireRateLimiting(ProtocolLimits.Client);
    }
}
