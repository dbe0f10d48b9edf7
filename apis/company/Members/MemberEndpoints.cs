using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

internal static class MemberEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder routes)
    {
        var members = routes.MapApi("/v1/companies/{companyId:guid}/members", "Members", "Who belongs to a company, and what they may do there.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        members.MapGet("", ListMembers.HandleAsync)
            .WithName("listMembers")
            .WithSummary("List the members of a company")
            .WithDescription("Needs the permission `members.read`, which every member has. By account id, newest accounts first.")
            .RequireScope(CompanyScopes.Read);

        members.MapGet("{accountId:guid}", GetMember.HandleAsync)
            .WithName("getMember")
            .WithSummary("Get a member")
            .WithDescription("Needs the permission `members.read`.")
            .RequireScope(CompanyScopes.Read);

        members.MapPatch("{accountId:guid}", UpdateMember.HandleAsync)
            .WithName("updateMember")
            .WithSummary("Change the roles of a member")
            .WithDescription(
                "A JSON merge patch; `roleIds` replaces the roles of the company's own. Needs the permission `members.manage`, and every permission that the "
                + "member has before and after: else 403 `beyond_own_permissions`. The only owner stays one: else 409 `last_owner`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

        members.MapDelete("{accountId:guid}", RemoveMember.HandleAsync)
            .WithName("removeMember")
            .WithSummary("Remove a member, or leave")
            .WithDescription(
                "Whoever removes themselves leaves, and needs no permission for it; others need `members.manage` and every permission that the member has. "
                + "The only owner cannot leave: 409 `last_owner`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
