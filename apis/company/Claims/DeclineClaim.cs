using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class DeclineClaim
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid claimId, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.OwnershipTransfer, out var refusal))
            return refusal;

        var now = clock.GetUtcNow();
        var declined = await db.OpenClaims(companyId, clock).Where(c => c.Id == claimId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeclinedAt, now), cancellationToken);
        if (declined == 0)
            return Problems.NotFound("claim");
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
