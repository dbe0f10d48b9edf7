using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

internal static class UpdateBranch
{
    public static async Task<Results<Versioned<BranchResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid branchId, IfMatch ifMatch, MergePatch<BranchRequest> patch, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.CompanyUpdate, out var refusal))
            return refusal;

        var branch = await db.Branches.SingleOrDefaultAsync(b => b.Id == branchId && b.CompanyId == companyId, cancellationToken);
        if (branch is null)
            return Problems.NotFound("branch");
        if (!ifMatch.Matches(branch.Version))
            return Problems.PreconditionFailed();
        if (!patch.TryApply(new() { Kpp = branch.Kpp, Name = branch.Name, Address = branch.Address }, out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        var before = branch.Audited();
        branch.Kpp = changed.Kpp;
        branch.Name = changed.Name.Trim();
        branch.Address = changed.Address?.Trim();
        if (db.Entry(branch).State == EntityState.Modified)
        {
            branch.UpdatedAt = clock.GetUtcNow();
            await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
            await audit.RecordAsync(db, companyId, "branch.changed", branch.AuditTarget(), AuditChanges.Between(before, branch.Audited()), cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                await change.CommitAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (db.IsUniqueViolation<Branch>(e, nameof(Branch.CompanyId), nameof(Branch.Kpp)))
            {
                return CreateBranch.KppTaken();
            }
        }

        return new Versioned<BranchResponse>(BranchResponse.From(branch), branch.Version);
    }
}
