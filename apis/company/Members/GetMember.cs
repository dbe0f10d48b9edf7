using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

internal static class GetMember
{
    public static async Task<Results<Versioned<MemberResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid accountId, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersRead, out var refusal))
            return refusal;

        var member = await db.Members.AsNoTracking().Include(m => m.Roles)
            .SingleOrDefaultAsync(m => m.CompanyId == companyId && m.AccountId == accountId, cancellationToken);
        if (member is null)
            return Problems.NotFound("member");

        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken);
        return new Versioned<MemberResponse>(MemberResponse.From(member, person, caller.AccountId), member.Version);
    }
}
