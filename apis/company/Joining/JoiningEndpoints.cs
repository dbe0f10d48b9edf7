using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Joining;

internal static class JoiningEndpoints
{
    /// <summary>Requests to join have to be read by somebody.</summary>
    public const string Limit = "joining";

    public static void MapJoining(this IEndpointRouteBuilder routes)
    {
        MapOwn(routes);
        MapReceived(routes);
    }

    private static void MapOwn(IEndpointRouteBuilder routes)
    {
        var own = routes.MapApi("/v1/joinable-companies", "Joining", "Companies that have verified the domain of your address, and let people with such addresses join.")
            .RequirePerson()
            .AcrossCompanies()
            .AddEndpointFilter(async (context, next) =>
                context.HttpContext.RequestServices.GetRequiredService<CurrentUser>().OrganizationId is null ? await next(context) : Callers.OrganizationToken());

        own.MapGet("", ListJoinableCompanies.HandleAsync)
            .WithName("listJoinableCompanies")
            .WithSummary("List the companies that you may join")
            .WithDescription("Those that have verified exactly the domain of your confirmed address, and that you do not belong to; with your request where you have made one.")
            .RequireScope(CompanyScopes.Read);

        own.MapPost("{companyId:guid}/join", JoinCompany.HandleAsync)
            .WithName("joinCompany")
            .WithSummary("Join a company, or ask to")
            .WithDescription(
                "One that `listJoinableCompanies` has; of others, 404. Where `joining` is `automatic` you are a member then, else a request waits for thirty days. 409 `already_member`, "
                + "`already_requested`, `join_declined` (or you were removed, within thirty days), `too_many_join_requests`, `seats_taken` (where you would be a member at once).")
            .RequireScope(CompanyScopes.Write)
            .RequireRateLimiting(Limit)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

        own.MapDelete("{companyId:guid}/request", WithdrawJoinRequest.HandleAsync)
            .WithName("withdrawJoinRequest")
            .WithSummary("Withdraw your request")
            .WithDescription("One that is open.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapReceived(IEndpointRouteBuilder routes)
    {
        var received = routes.MapApi("/v1/companies/{companyId:guid}/join-requests", "Join requests", "People with an address in a verified domain who ask to become members.")
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status404NotFound);

        received.MapGet("", ListJoinRequests.HandleAsync)
            .WithName("listJoinRequests")
            .WithSummary("List the requests to join a company")
            .WithDescription("Those that are open, newest first. Needs the permission `members.invite`.")
            .RequireScope(CompanyScopes.Read);

        received.MapPost("{requestId:guid}/accept", AcceptJoinRequest.HandleAsync)
            .WithName("acceptJoinRequest")
            .WithSummary("Make the person a member")
            .WithDescription(
                "With the role that the domain gives. Needs the permission `members.invite`, and every permission of that role: else 403 `beyond_own_permissions`. 409 `already_member`, "
                + "`domain_not_verified`, `address_changed`, `seats_taken`, `company_archived`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);

        received.MapPost("{requestId:guid}/decline", DeclineJoinRequest.HandleAsync)
            .WithName("declineJoinRequest")
            .WithSummary("Decline a request")
            .WithDescription("Needs the permission `members.invite`. The person sees that it was declined, and may ask again once it has expired.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
