using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

internal static class GetBranch
{
    public static async Task<Results<Versioned<BranchResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid branchId, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var branch = await db.Branches.AsNoTracking().SingleOrDefaultAsync(
            b => b.Id == branchId && b.CompanyId == companyId && db.ReachedBy(user).Any(c => c.Id == companyId), cancellationToken);
        return branch is null ? Problems.NotFound("branch") : new Versioned<BranchResponse>(BranchResponse.From(branch), branch.Version);
    }
}
