using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Joining;

internal static class AcceptJoinRequest
{
    public static async Task<Results<Ok<MemberResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid requestId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.MembersInvite, out var refusal))
            return refusal;

        var request = await db.OpenJoinRequests(companyId, clock).Include(r => r.Domain.Role).SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken);
        if (request is null)
            return Problems.NotFound("request");
        // What the person could ask for then must hold now.
        if (!request.Domain.IsVerified)
            return Problems.Conflict("domain_not_verified", "The domain is no longer verified.", "Verify it again, or invite the person.");
        if (await db.ConfirmedDomainAsync(request.AccountId, cancellationToken) != request.Domain.Name)
            return Problems.Conflict("address_changed", "The person has no address in this domain any more.", "Decline the request, or invite the person.");
        if (caller.RefuseBeyondOwn(request.Domain.Role?.Permissions ?? []) is { } beyond)
            return beyond;

        var (member, impossible) = await db.JoinAsync(audit, request.Domain, request.AccountId, clock.GetUtcNow(), cancellationToken);
        if (member is null)
            return impossible!;
        db.Remove(request);
        await audit.RecordAsync(db, companyId, "join_request.accepted", request.AuditTarget(), AuditChanges.Between(request.Audited(), null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == member.AccountId, cancellationToken);
        return TypedResults.Ok(MemberResponse.From(member, person, caller.AccountId));
    }
}
