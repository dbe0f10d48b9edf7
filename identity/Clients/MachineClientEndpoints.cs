using Microsoft.AspNetCore.Authorization;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Clients;

/// <summary>
/// The machine clients of companies, between services: the company API owns whose they are and what they may do, and tells which there are;
/// their secrets are owned here.
/// </summary>
internal static class MachineClientEndpoints
{
    public static void MapMachineClients(this IEndpointRouteBuilder routes)
    {
        var clients = routes.MapApi("/internal/v1/machine-clients/{clientId:guid}", "Machine clients")
            .RequireRateLimiting(RateLimits.Internal)
            .RequireAuthorization(ForServices)
            .ExcludeFromDescription();
        clients.MapPut("", RegisterMachineClient.HandleAsync).WithName("registerMachineClient");
        clients.MapPost("rotate-secret", RotateMachineClientSecret.HandleAsync).WithName("rotateMachineClientSecret");
        clients.MapDelete("", RemoveMachineClient.HandleAsync).WithName("removeMachineClient");
    }

    private static void ForServices(AuthorizationPolicyBuilder policy) => policy
        .AddAuthenticationSchemes(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(c => c.User.HasScope(BuiltInScopes.InternalClients));
}
