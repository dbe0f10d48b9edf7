using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.People;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Seats;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>Invitations, from the side of the person who is invited.</summary>
internal static class ReceivedInvitations
{
    /// <summary>The header with the key of the mailed link. In the address it would stand in logs.</summary>
    public const string KeyHeader = "Invitation-Key";

    public static Task<string?> NameOfAsync(this CompanyDb db, Guid accountId, CancellationToken cancellationToken) =>
        db.People.Where(p => p.AccountId == accountId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);

    /// <summary>
    /// The open invitation, for whoever proves to be meant: by the key of the mail, or by an account with that address, which
    /// identity has confirmed. For everybody else there is none.
    /// </summary>
    public static async Task<Invitation?> FindReceivedAsync(
        this CompanyDb db, Guid invitationId, string? key, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var invitation = await db.Invitations.Include(i => i.Company).Include(i => i.Roles).AsSplitQuery()
            .SingleOrDefaultAsync(i => i.Id == invitationId && i.ExpiresAt > now, cancellationToken);
        if (invitation is null || invitation.HasKey(key))
            return invitation;
        return await db.People.AnyAsync(p => p.AccountId == user.Id && p.ComparableEmail == invitation.ComparableEmail, cancellationToken) ? invitation : null;
    }

    /// <summary>Makes a change of the invitation's company wait for, and be waited for by, other changes of who belongs to it.</summary>
    public static Task LockCompanyOfAsync(this CompanyDb db, Guid invitationId, CancellationToken cancellationToken) =>
        db.Companies.Where(c => db.Invitations.Any(i => i.Id == invitationId && i.CompanyId == c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);

    /// <summary>Makes the account a member with the unit of work; the company is locked.</summary>
    /// <returns>Why that is not possible; null where it is.</returns>
    public static async Task<ProblemHttpResult?> JoinAsync(
        this CompanyDb db, AuditTrail audit, Invitation invitation, Guid accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (invitation.Company.Status == CompanyStatus.Archived)
            return Callers.Archived();
        if (await db.Members.AnyAsync(m => m.CompanyId == invitation.CompanyId && m.AccountId == accountId, cancellationToken))
            return InviteMember.AlreadyMember();

        // Who was removed or demoted must not come back, nor grant anything, through an invitation made before.
        var inviter = await db.Members.Include(m => m.Roles).SingleOrDefaultAsync(m => m.CompanyId == invitation.CompanyId && m.AccountId == invitation.InvitedByAccountId, cancellationToken)
            ?? (await db.FindMachineClientAsync(invitation.CompanyId, invitation.InvitedByAccountId, cancellationToken))?.AsMember();
        if (inviter is null || !inviter.May(Permission.MembersInvite) || invitation.Permissions().Except(inviter.Permissions()).Any())
            return Problems.Conflict("invitation_void", "Whoever invited you may no longer do so.", "Ask somebody in the company for a new invitation.");
        if (await db.RefuseWithoutSeatAsync(invitation, cancellationToken) is { } full)
            return full;

        var member = new Member
        {
            CompanyId = invitation.CompanyId,
            AccountId = accountId,
            Role = invitation.Role,
            JoinedAt = now,
        };
        member.Roles.AddRange(invitation.Roles);
        await audit.RecordAsync(
            db, invitation.CompanyId, "invitation.accepted", invitation.AuditTarget(), invitation.Audited(invitation.AuditedState(), after: null), cancellationToken);
        await audit.RecordAsync(db, invitation.CompanyId, "member.joined", member.AuditTarget(), AuditChanges.Between(null, member.Audited()), cancellationToken);
        db.Add(member);
        db.Remove(invitation);
        return null;
    }

    /// <summary>Who has just confirmed an address joins the companies that invited it.</summary>
    public static async Task JoinAllAsync(this CompanyDb db, AuditTrail audit, Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = db.Invitations.Where(i => i.ComparableEmail == person.ComparableEmail && i.ExpiresAt > now);
        await db.Companies.Where(c => open.Any(i => i.CompanyId == c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancellationToken);
        // One that cannot be accepted now stays, for the person to see why.
        foreach (var invitation in await open.Include(i => i.Company).Include(i => i.Roles).AsSplitQuery().ToListAsync(cancellationToken))
            await db.JoinAsync(audit, invitation, person.AccountId, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
