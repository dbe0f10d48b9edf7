using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Seats;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

internal static class ResendInvitation
{
    public static async Task<Results<Ok<InvitationResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid invitationId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.MembersInvite, out var refusal))
            return refusal;

        var invitation = await db.Invitations.Include(i => i.Roles).SingleOrDefaultAsync(i => i.Id == invitationId && i.CompanyId == companyId, cancellationToken);
        if (invitation is null)
            return Problems.NotFound("invitation");
        // It makes an invitation good again, so it takes what inviting takes.
        if (caller.RefuseBeyondOwn(invitation.Permissions()) is { } beyond)
            return beyond;

        var now = clock.GetUtcNow();
        if (now < invitation.SentAt + Invitation.BetweenMails)
            return Problems.Conflict("sent_recently", "The mail was sent a moment ago.", $"It can be sent again {Invitation.BetweenMails.TotalMinutes:0} minutes after the last one.");
        // One that is open has its seat.
        if (invitation.ExpiresAt <= now && await db.RefuseWithoutSeatAsync(caller.Company, now, cancellationToken) is { } full)
            return full;

        var before = invitation.AuditedState();
        invitation.SentAt = now;
        invitation.ExpiresAt = now + Invitation.Lifetime;
        InvitationMails.Enqueue(db, invitation);
        await audit.RecordAsync(db, companyId, "invitation.resent", invitation.AuditTarget(), AuditChanges.Between(before, invitation.AuditedState()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.Ok(InvitationResponse.From(invitation, invitation.Roles, await db.NameOfAsync(invitation.InvitedByAccountId, cancellationToken)));
    }
}
