using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

internal static class ListBranches
{
    public static async Task<Results<Ok<Page<BranchResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        if (!await db.ReachedBy(user).AnyAsync(c => c.Id == companyId, cancellationToken))
            return Problems.NotFound("company");

        var found = await page.ReadAsync(db.Branches.AsNoTracking().Where(b => b.CompanyId == companyId), b => b.Id, b => b, cancellationToken);
        return TypedResults.Ok(new Page<BranchResponse>([.. found.Items.Select(BranchResponse.From)], found.NextCursor));
    }
}
