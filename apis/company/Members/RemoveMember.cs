using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

internal static class RemoveMember
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid accountId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (caller is null)
            return Problems.NotFound("company");
        var leaves = caller.AccountId == accountId;
        if (!leaves && !caller.May(Permission.MembersManage, out var refusal))
            return refusal;

        var member = await db.Members.Include(m => m.Roles).SingleOrDefaultAsync(m => m.CompanyId == companyId && m.AccountId == accountId, cancellationToken);
        if (member is null)
            return Problems.NotFound("member");
        if (!ifMatch.Matches(member.Version))
            return Problems.PreconditionFailed();
        if (!leaves && caller.RefuseBeyondOwn(member.Permissions()) is { } beyond)
            return beyond;
        if (await db.IsLastOwnerAsync(member, cancellationToken))
            return LastOwner.Stays();

        await audit.RecordAsync(db, companyId, leaves ? "member.left" : "member.removed", member.AuditTarget(), AuditChanges.Between(member.Audited(), null), cancellationToken);
        db.Remove(member);
        if (!leaves)
            await db.KeepOutAsync(companyId, accountId, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
