using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;

namespace SaasPlatform.Identity.Organizations;

/// <summary>What a token for one company says of it. Access tokens carry all but the name, ID tokens all but the permissions; refresh tokens nothing.</summary>
internal static class OrganizationClaims
{
    /// <summary>The scope that a client needs in order to ask for tokens for one company.</summary>
    public const string Scope = "organization";

    /// <summary>The parameter that names the company, at the authorization and the token endpoint.</summary>
    public const string Parameter = "organization";

    public const string Id = "org_id";
    public const string Name = "org_name";
    public const string Roles = "org_roles";
    public const string Permissions = "permissions";

    public static readonly string[] All = [Id, Name, Roles, Permissions];

    /// <summary>Sets the claims. A permission is told to the API that it is about and to no other.</summary>
    /// <param name="principal">The person.</param>
    /// <param name="organization">The company.</param>
    /// <param name="audiences">For which APIs the token is.</param>
    /// <param name="owner">The audience whose permissions these are: the company API's.</param>
    public static void Set(ClaimsPrincipal principal, Organization organization, IReadOnlyCollection<string> audiences, string owner)
    {
        principal.SetClaim(Id, organization.Id.ToString());
        principal.SetClaim(Name, organization.Name);
        principal.SetClaims(Roles, [.. organization.Roles]);
        if (audiences.Contains(owner))
            principal.SetClaims(Permissions, organization.Permissions.ToImmutableArray());
        foreach (var claim in principal.Claims.Where(c => All.Contains(c.Type)))
            claim.SetDestinations(DestinationsOf(claim.Type));
    }

    private static ImmutableArray<string> DestinationsOf(string claim) => claim switch
    {
        Name => [OpenIddictConstants.Destinations.IdentityToken],
        Permissions => [OpenIddictConstants.Destinations.AccessToken],
        _ => [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken],
    };
}
