using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

internal static class DeleteBranch
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid branchId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, CancellationToken cancellationToken)
    {
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.CompanyUpdate, out var refusal))
            return refusal;

        var branch = await db.Branches.SingleOrDefaultAsync(b => b.Id == branchId && b.CompanyId == companyId, cancellationToken);
        if (branch is null)
            return Problems.NotFound("branch");
        if (!ifMatch.Matches(branch.Version))
            return Problems.PreconditionFailed();

        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Remove(branch);
        await audit.RecordAsync(db, companyId, "branch.deleted", branch.AuditTarget(), AuditChanges.Between(branch.Audited(), null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
