using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class WithdrawInvitation
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid invitationId, CompanyDb db, CurrentUser user, AuditTrail audit, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.MembersInvite, out var refusal))
            return refusal;

        var invitation = await db.Invitations.Include(i => i.Roles).SingleOrDefaultAsync(i => i.Id == invitationId && i.CompanyId == companyId, cancellationToken);
        if (invitation is null)
            return Problems.NotFound("invitation");

        await audit.RecordAsync(db, companyId, "invitation.withdrawn", invitation.AuditTarget(), invitation.Audited(invitation.AuditedState(), after: null), cancellationToken);
        db.Remove(invitation);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
