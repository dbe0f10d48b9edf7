using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Ownership;

internal static class AcceptOwnership
{
    public static async Task<Results<Ok<MemberResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        var offer = await db.FindOfferAsync(companyId, user, clock, cancellationToken);
        if (caller is null || offer is null || offer.ToAccountId != caller.AccountId)
            return Problems.NotFound("offer");
        if (caller.Company.Status == CompanyStatus.Archived)
            return Callers.Archived();

        var from = await db.Members.Include(m => m.Roles).SingleOrDefaultAsync(m => m.CompanyId == companyId && m.AccountId == offer.FromAccountId, cancellationToken);
        if (from?.Role != MemberRole.Owner)
            return Problems.Conflict("offer_void", "Whoever offered the company is no longer its owner.");

        var (callerBefore, fromBefore) = (caller.Audited(), from.Audited());
        caller.Role = MemberRole.Owner;
        from.Role = MemberRole.Admin;
        await audit.RecordAsync(db, companyId, "ownership.accepted", offer.AuditTarget(), AuditChanges.Between(offer.Audited(), null), cancellationToken);
        await audit.RecordAsync(db, companyId, "member.changed", caller.AuditTarget(), AuditChanges.Between(callerBefore, caller.Audited()), cancellationToken);
        await audit.RecordAsync(db, companyId, "member.changed", from.AuditTarget(), AuditChanges.Between(fromBefore, from.Audited()), cancellationToken);
        db.Remove(offer);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == caller.AccountId, cancellationToken);
        return TypedResults.Ok(MemberResponse.From(caller, person, caller.AccountId));
    }
}
