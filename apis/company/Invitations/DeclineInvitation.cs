using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class DeclineInvitation
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid invitationId,
        [FromHeader(Name = ReceivedInvitations.KeyHeader), Description("The key of the mailed link; absent where your account has the invited address.")] string? key,
        CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockCompanyOfAsync(invitationId, cancellationToken);
        var invitation = await db.FindReceivedAsync(invitationId, key, user, clock, cancellationToken);
        if (invitation is null)
            return Problems.NotFound("invitation");

        await audit.RecordAsync(
            db, invitation.CompanyId, "invitation.declined", invitation.AuditTarget(), invitation.Audited(invitation.AuditedState(), after: null), cancellationToken);
        db.Remove(invitation);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
