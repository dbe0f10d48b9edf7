using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class ClaimEndpoints
{
    /// <summary>Claims are words of strangers that owners have to read, and tell which INN is taken.</summary>
    public const string Limit = "company-claims";

    public static void MapClaims(this IEndpointRouteBuilder routes)
    {
        MapOwn(routes);
        MapReceived(routes);
    }

    private static void MapOwn(IEndpointRouteBuilder routes)
    {
        var own = routes.MapApi("/v1/company-claims", "Claims", "What to do where your company is here already, and you do not belong to it.")
            .RequirePerson()
            .AcrossCompanies()
            .AddEndpointFilter(async (context, next) =>
                context.HttpContext.RequestServices.GetRequiredService<CurrentUser>().OrganizationId is null ? await next(context) : Callers.OrganizationToken());

        own.MapPost("", ClaimCompany.HandleAsync)
            .WithName("claimCompany")
            .WithSummary("Claim the company that has an INN")
            .WithDescription(
                "Where `createCompany` answers `inn_taken`. The owners see your name, your address and the message, for thirty days; you learn nothing of the company. 409 `inn_not_taken`, "
                + "`already_member`, `already_claimed` (one claim a company, a declined one too until it expires), `too_many_claims`.")
            .RequireScope(CompanyScopes.Write)
            .RequireRateLimiting(Limit)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        own.MapGet("", ListOwnClaims.HandleAsync)
            .WithName("listOwnClaims")
            .WithSummary("List your claims")
            .WithDescription("Open and declined ones that have not expired, newest first. One that is accepted is gone: the company is in `listCompanies`.")
            .RequireScope(CompanyScopes.Read);

        own.MapDelete("{claimId:guid}", WithdrawClaim.HandleAsync)
            .WithName("withdrawClaim")
            .WithSummary("Withdraw a claim")
            .WithDescription("One that is open.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void MapReceived(IEndpointRouteBuilder routes)
    {
        var received = routes.MapApi("/v1/companies/{companyId:guid}/claims", "Received claims", "People who say to belong to a company, for its owners.")
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status404NotFound);

        received.MapGet("", ListClaims.HandleAsync)
            .WithName("listClaims")
            .WithSummary("List the claims to a company")
            .WithDescription("Those that are open, newest first. For owners (`ownership.transfer`).")
            .RequireScope(CompanyScopes.Read);

        received.MapPost("{claimId:guid}/accept", AcceptClaim.HandleAsync)
            .WithName("acceptClaim")
            .WithSummary("Make the person a member")
            .WithDescription("For owners (`ownership.transfer`), who choose the role. 409 `already_member`, `company_archived`, `seats_taken`.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        received.MapPost("{claimId:guid}/decline", DeclineClaim.HandleAsync)
            .WithName("declineClaim")
            .WithSummary("Decline a claim")
            .WithDescription("For owners (`ownership.transfer`). The person sees that it was declined, and may ask again once it has expired.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }
}
