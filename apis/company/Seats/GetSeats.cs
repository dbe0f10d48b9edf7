using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Seats;

/// <summary>The seats of a company.</summary>
/// <param name="Limit">How many people it may have, those who are invited included; null where that is not limited.</param>
/// <param name="Taken">How many seats are taken: members and invited people.</param>
/// <param name="Members">Taken by members.</param>
/// <param name="Invited">Kept for people with an invitation that has not expired.</param>
public sealed record SeatsResponse(int? Limit, int Taken, int Members, int Invited);

internal static class GetSeats
{
    public static async Task<Results<Ok<SeatsResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersInvite, out var refusal))
            return refusal;

        var members = await db.CountMembersAsync(companyId, cancellationToken);
        var invited = await db.CountInvitedAsync(companyId, clock.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new SeatsResponse(caller.Company.Seats, members + invited, members, invited));
    }
}
