using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Branches;

internal static class DeleteBranch
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid branchId, IfMatch ifMatch, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.CompanyUpdate, out var refusal))
            return refusal;

        var branch = await db.Branches.SingleOrDefaultAsync(b => b.Id == branchId && b.CompanyId == companyId, cancellationToken);
        if (branch is null)
            return Problems.NotFound("branch");
        if (!ifMatch.Matches(branch.Version))
            return Problems.PreconditionFailed();

        db.Remove(branch);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
