using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.CompanyApi.Seats;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>The language of a mail.</summary>
public enum InvitationLanguage
{
    Ru,
    En,
}

/// <summary>Whom to invite, and as what.</summary>
public sealed record InviteMemberRequest : IValidatableObject
{
    /// <summary>The e-mail address of the person.</summary>
    [Required, MaxLength(EmailAddress.MaxLength)]
    public string Email { get; init; } = null!;

    /// <summary>What the person will be: owner, admin or member.</summary>
    [Required]
    public MemberRole? Role { get; init; }

    /// <summary>Roles of the company's own, besides; none when absent.</summary>
    [MaxLength(CompanyApi.Roles.Role.PerCompany)]
    public IReadOnlyList<Guid>? RoleIds { get; init; }

    /// <summary>The language of the mail; Russian when absent.</summary>
    public InvitationLanguage? Language { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EmailAddress.Parse(Email) is null)
            yield return new("The e-mail address must be one that mail can be sent to.", ["email"]);
    }
}

internal static class InviteMember
{
    private const string OneByOne = "Accept, decline or withdraw some of those that are open first.";

    public static async Task<Results<Created<InvitationResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, InviteMemberRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (invitation, refusal) = await InviteAsync(companyId, request, db, user, audit, clock, cancellationToken);
        if (invitation is null)
            return refusal!;

        var name = await db.NameOfAsync(invitation.InvitedByAccountId, cancellationToken);
        return TypedResults.Created($"/v1/companies/{companyId}/invitations/{invitation.Id}", InvitationResponse.From(invitation, invitation.Roles, name));
    }

    /// <summary>Invites one person, in a transaction of its own.</summary>
    /// <returns>The invitation, or why there is none.</returns>
    public static async Task<(Invitation? Made, ProblemHttpResult? Refusal)> InviteAsync(
        Guid companyId, InviteMemberRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.MembersInvite, out var refusal))
            return (null, refusal);

        if (await db.ChosenRolesAsync(companyId, request.RoleIds, cancellationToken) is not { } roles)
            return (null, ChosenRoles.NotOfThisCompany());

        var now = clock.GetUtcNow();
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            CompanyId = companyId,
            Email = EmailAddress.Parse(request.Email)!,
            Role = request.Role!.Value,
            InvitedByAccountId = caller.AccountId,
            Language = request.Language == InvitationLanguage.En ? "en" : "ru",
            CreatedAt = now,
            SentAt = now,
            ExpiresAt = now + Invitation.Lifetime,
        };
        invitation.Roles.AddRange(roles);
        if (caller.RefuseBeyondOwn(invitation.Permissions()) is { } beyond)
            return (null, beyond);
        if (await RefuseAsync(db, caller.Company, invitation, now, cancellationToken) is { } refused)
            return (null, refused);

        // One that expired makes room.
        await db.Invitations.Where(i => i.CompanyId == companyId && i.ComparableEmail == invitation.ComparableEmail && i.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        db.Add(invitation);
        await audit.RecordAsync(db, companyId, "invitation.sent", invitation.AuditTarget(), invitation.Audited(before: null, invitation.AuditedState()), cancellationToken);
        InvitationMails.Enqueue(db, invitation);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<Invitation>(e, nameof(Invitation.CompanyId), nameof(Invitation.ComparableEmail)))
        {
            return (null, AlreadyInvited());
        }

        await change.CommitAsync(cancellationToken);
        return (invitation, null);
    }

    private static async Task<ProblemHttpResult?> RefuseAsync(CompanyDb db, Company company, Invitation invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Members.AnyAsync(m => m.CompanyId == invitation.CompanyId && db.People.Any(p => p.AccountId == m.AccountId && p.ComparableEmail == invitation.ComparableEmail), cancellationToken))
            return AlreadyMember();
        var open = db.Invitations.Where(i => i.ExpiresAt > now);
        if (await open.AnyAsync(i => i.CompanyId == invitation.CompanyId && i.ComparableEmail == invitation.ComparableEmail, cancellationToken))
            return AlreadyInvited();
        if (await open.CountAsync(i => i.CompanyId == invitation.CompanyId, cancellationToken) >= Invitation.PerCompany)
            return Problems.Conflict("too_many_invitations", $"A company has at most {Invitation.PerCompany} open invitations.", OneByOne);
        if (await db.RefuseWithoutSeatAsync(company, now, cancellationToken) is { } full)
            return full;
        // Others are not to be flooded with mail through many companies.
        var aDayAgo = now.AddDays(-1);
        return await db.CountInvitationsAsync(invitation.ComparableEmail, aDayAgo, cancellationToken) >= Invitation.MailsADay
            ? Problems.Conflict("too_many_mails", "This address has been invited often today.", "Try again tomorrow, or ask the person to accept one that is open.")
            : null;
    }

    public static ProblemHttpResult AlreadyMember() => Problems.Conflict("already_member", "The person is a member of the company.");

    private static ProblemHttpResult AlreadyInvited() =>
        Problems.Conflict("already_invited", "There is an open invitation for this address.", "Send it again, or withdraw it first.");
}
