namespace SaasPlatform.Identity.Protocol;

internal static class ProtocolEndpoints
{
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

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

        // The framework answers these two itself; they are named here to be limited like the others.
        endpoints.MapPost(IdentityServer.IntrospectionPath, () => TypedResults.NotFound()).RequireRateLimiting(ProtocolLimits.Client);
        endpoints.MapPost(IdentityServer.RevocationPath, () => TypedResults.NotFound()).RequireRateLimiting(ProtocolLimits.Client);
    }
}
