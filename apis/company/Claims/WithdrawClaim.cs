using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class WithdrawClaim
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid claimId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        // One that was declined stays: withdrawing it would let the person ask again at once.
        var open = db.Claims.Where(c => c.Id == claimId && c.AccountId == account && c.DeclinedAt == null && c.ExpiresAt > now);
        var claim = await open.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // An owner may have answered meanwhile.
        if (claim is null || await open.ExecuteDeleteAsync(cancellationToken) == 0)
            return Problems.NotFound("claim");

        await audit.RecordAsync(db, claim.CompanyId, "claim.withdrawn", claim.AuditTarget(), AuditChanges.Between(claim.Audited(), null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
