using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Roles;

internal static class RoleEndpoints
{
    public static void MapRoles(this IEndpointRouteBuilder routes)
    {
        var roles = routes.MapApi("/v1/companies/{companyId:guid}/roles", "Roles", "Roles that a company defines itself, besides owner, admin and member.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        roles.MapGet("", ListRoles.HandleAsync)
            .WithName("listRoles")
            .WithSummary("List the roles of a company")
            .WithDescription("Those of its own, newest first. Needs the permission `members.read`.")
            .RequireScope(CompanyScopes.Read);

        roles.MapPost("", CreateRole.HandleAsync)
            .WithName("createRole")
            .WithSummary("Define a role")
            .WithDescription("Needs the permission `roles.manage`, and every permission that the role gives: else 403 `beyond_own_permissions`. A name is taken once: 409 `role_name_taken`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        roles.MapPatch("{roleId:guid}", UpdateRole.HandleAsync)
            .WithName("updateRole")
            .WithSummary("Change a role")
            .WithDescription("A JSON merge patch. Needs the permission `roles.manage`, and every permission that the role gives before and after. Whoever has the role has the change at once.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        roles.MapDelete("{roleId:guid}", DeleteRole.HandleAsync)
            .WithName("deleteRole")
            .WithSummary("Delete a role")
            .WithDescription("Needs the permission `roles.manage`, and every permission that the role gives. One that somebody has stays: 409 `role_in_use`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
