using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Ownership;

internal static class OwnershipEndpoints
{
    public static void MapOwnership(this IEndpointRouteBuilder routes)
    {
        var offer = routes.MapApi("/v1/companies/{companyId:guid}/ownership-offer", "Ownership", "Handing a company over to another member.")
            .RequirePerson()
            .ProducesProblem(StatusCodes.Status404NotFound);

        offer.MapGet("", GetOwnershipOffer.HandleAsync)
            .WithName("getOwnershipOffer")
            .WithSummary("Get the offer that is open")
            .WithDescription("For the owner who made it and the member it is for; others get 404.")
            .RequireScope(CompanyScopes.Read);

        offer.MapPut("", OfferOwnership.HandleAsync)
            .WithName("offerOwnership")
            .WithSummary("Offer the company to a member")
            .WithDescription("For owners. Nothing changes until the member accepts, for seven days. An offer that was open before is replaced.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        offer.MapPost("accept", AcceptOwnership.HandleAsync)
            .WithName("acceptOwnership")
            .WithSummary("Accept the company")
            .WithDescription("For the member it was offered to, who becomes an owner; the one who offered it becomes an admin, in the same step.")
            .RequireScope(CompanyScopes.Write)
            .ProducesProblem(StatusCodes.Status409Conflict);

        offer.MapDelete("", WithdrawOwnershipOffer.HandleAsync)
            .WithName("withdrawOwnershipOffer")
            .WithSummary("Withdraw or decline the offer")
            .WithDescription("For the owner who made it and the member it is for.")
            .RequireScope(CompanyScopes.Write);
    }
}
