using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Seats;

internal static class SeatEndpoints
{
    public static void MapSeats(this IEndpointRouteBuilder routes)
    {
        var seats = routes.MapApi("/v1/companies/{companyId:guid}/seats", "Seats", "How many people a company may have.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        seats.MapGet("", GetSeats.HandleAsync)
            .WithName("getSeats")
            .WithSummary("Get the seats of a company")
            .WithDescription(
                "How many there are and how many are taken. The limit is the operator's to set. Where it was lowered, more may be taken than there are: nobody leaves for that, and "
                + "nobody joins. Needs the permission `members.invite`.")
            .RequireScope(CompanyScopes.Read);
    }
}
