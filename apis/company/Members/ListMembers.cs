using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

internal static class ListMembers
{
    public static async Task<Results<Ok<Page<MemberResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersRead, out var refusal))
            return refusal;

        var members = db.Members.AsNoTracking().Where(m => m.CompanyId == companyId);
        var found = await page.ReadAsync(members, m => m.AccountId, m => new Row(m, m.Roles.ToList(), db.People.SingleOrDefault(p => p.AccountId == m.AccountId)), cancellationToken);
        return TypedResults.Ok(new Page<MemberResponse>([.. found.Items.Select(r => r.Answer(caller.AccountId))], found.NextCursor));
    }

    private sealed record Row(Member Member, List<Roles.Role> Roles, People.Person? Person)
    {
        public MemberResponse Answer(Guid caller)
        {
            if (Member.Roles.Count == 0)
                Member.Roles.AddRange(Roles);
            return MemberResponse.From(Member, Person, caller);
        }
    }
}
