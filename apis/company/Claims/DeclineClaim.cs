using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class DeclineClaim
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid claimId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.OwnershipTransfer, out var refusal))
            return refusal;

        var claim = await db.OpenClaims(companyId, clock).SingleOrDefaultAsync(c => c.Id == claimId, cancellationToken);
        if (claim is null)
            return Problems.NotFound("claim");

        claim.DeclinedAt = clock.GetUtcNow();
        await audit.RecordAsync(db, companyId, "claim.declined", claim.AuditTarget(), AuditChanges.Between(claim.Audited(), null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
