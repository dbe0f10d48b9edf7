using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace SaasPlatform.Shared.Security;

/// <summary>The token must carry this scope (RFC 6750 section 3.1).</summary>
public sealed record ScopeRequirement(string Scope) : IAuthorizationRequirement;

/// <summary>The token must speak for a person.</summary>
public sealed record PersonRequirement : IAuthorizationRequirement;

/// <summary>What an endpoint or a group of them asks of the access token.</summary>
public static class Requirements
{
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(p => p.RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(scope)));

    public static TBuilder RequirePerson<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(p => p.RequireAuthenticatedUser().AddRequirements(new PersonRequirement()));

    internal static bool HasScope(ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").Any(c => c.Value.Split(' ').Contains(scope));
}

internal sealed class ScopeRequirementHandler : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (Requirements.HasScope(context.User, requirement.Scope))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal sealed class PersonRequirementHandler : AuthorizationHandler<PersonRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PersonRequirement requirement)
    {
        if (context.User.HasClaim(c => c.Type == "sub") && new CurrentUser(context.User).IsPerson)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
