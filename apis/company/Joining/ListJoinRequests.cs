using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Joining;

internal static class ListJoinRequests
{
    public static async Task<Results<Ok<Page<JoinRequestResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = await db.Members.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersInvite, out var refusal))
            return refusal;

        var found = await page.ReadAsync(
            db.OpenJoinRequests(companyId, clock).AsNoTracking(), r => r.Id,
            r => new Row(r, r.Domain.Name, r.Domain.Role, db.People.SingleOrDefault(p => p.AccountId == r.AccountId)), cancellationToken);
        return TypedResults.Ok(new Page<JoinRequestResponse>([.. found.Items.Select(r => r.Answer())], found.NextCursor));
    }

    /// <summary>Those that wait for an answer.</summary>
    public static IQueryable<JoinRequest> OpenJoinRequests(this CompanyDb db, Guid companyId, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return db.JoinRequests.Where(r => r.CompanyId == companyId && r.DeclinedAt == null && r.ExpiresAt > now);
    }

    private sealed record Row(JoinRequest Request, string Domain, Role? Role, People.Person? Person)
    {
        public JoinRequestResponse Answer() => new(
            Request.Id, Request.AccountId, Person?.Name, Person?.Email, DomainName.Readable(Domain), Role is null ? null : new(Role.Id, Role.Name), Request.CreatedAt,
            Request.ExpiresAt);
    }
}
