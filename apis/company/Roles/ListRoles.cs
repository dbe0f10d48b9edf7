using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Roles;

internal static class ListRoles
{
    public static async Task<Results<Ok<Page<RoleResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersRead, out var refusal))
            return refusal;

        var found = await page.ReadAsync(db.Roles.AsNoTracking().Where(r => r.CompanyId == companyId), r => r.Id, r => r, cancellationToken);
        return TypedResults.Ok(new Page<RoleResponse>([.. found.Items.Select(RoleResponse.From)], found.NextCursor));
    }
}
