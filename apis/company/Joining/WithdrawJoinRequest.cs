using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Joining;

internal static class WithdrawJoinRequest
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        // One that was declined stays: withdrawing it would let the person ask again at once.
        var open = db.JoinRequests.Where(r => r.CompanyId == companyId && r.AccountId == account && r.DeclinedAt == null && r.ExpiresAt > now);
        var request = await open.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // Somebody may have answered meanwhile.
        if (request is null || await open.ExecuteDeleteAsync(cancellationToken) == 0)
            return Problems.NotFound("request");

        await audit.RecordAsync(db, companyId, "join_request.withdrawn", request.AuditTarget(), AuditChanges.Between(request.Audited(), null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
