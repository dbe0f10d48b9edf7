using Microsoft.AspNetCore.Authorization;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Identity.Accounts;

/// <summary>The account API between services: the user API shows standard claims and changes them here, where they are owned.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapApi("/internal/v1/accounts", "Accounts")
            .RequireRateLimiting(RateLimits.Internal)
            .RequireAuthorization(ForServices)
            .ExcludeFromDescription();
        accounts.MapGet("/{accountId:guid}", GetAccount.HandleAsync).WithName("getAccount");
        accounts.MapPatch("/{accountId:guid}", UpdateAccount.HandleAsync).WithName("updateAccount");
    }

    private static void ForServices(AuthorizationPolicyBuilder policy) => policy
        .AddAuthenticationSchemes(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(c => c.User.HasScope(BuiltInScopes.InternalAccounts));
}
