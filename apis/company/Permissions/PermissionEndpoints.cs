using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Permissions;

/// <summary>A permission of the catalogue.</summary>
/// <param name="Name">Its stable name, as in roles and tokens.</param>
/// <param name="Description">What it allows.</param>
/// <param name="OwnersOnly">Whether only owners have it; no other role can.</param>
public sealed record PermissionResponse(string Name, string Description, bool OwnersOnly);

internal static class PermissionEndpoints
{
    public static void MapPermissions(this IEndpointRouteBuilder routes) =>
        routes.MapApi("/v1/permissions", "Permissions", "What roles are made of.")
            .MapGet("", List)
            .WithName("listPermissions")
            .WithSummary("List the permissions")
            .WithDescription("The catalogue that roles choose from. It is the same for every company.")
            .RequireScope(CompanyScopes.Read);

    private static Ok<IReadOnlyList<PermissionResponse>> List() =>
        TypedResults.Ok<IReadOnlyList<PermissionResponse>>([.. Permission.All.Select(p => new PermissionResponse(p.Name, p.Description, p.OwnersOnly))]);
}
