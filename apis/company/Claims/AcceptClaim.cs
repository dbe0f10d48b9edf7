using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Invitations;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.CompanyApi.Seats;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

/// <summary>What the person becomes.</summary>
public sealed record AcceptClaimRequest
{
    /// <summary>Owner, admin or member.</summary>
    [Required]
    public MemberRole? Role { get; init; }

    /// <summary>Roles of the company's own, besides.</summary>
    [MaxLength(Roles.Role.PerCompany)]
    public IReadOnlyList<Guid>? RoleIds { get; init; }
}

internal static class AcceptClaim
{
    public static async Task<Results<Ok<MemberResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid claimId, AcceptClaimRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.OwnershipTransfer, out var refusal))
            return refusal;

        var claim = await db.OpenClaims(companyId, clock).SingleOrDefaultAsync(c => c.Id == claimId, cancellationToken);
        if (claim is null)
            return Problems.NotFound("claim");
        if (await db.Members.AnyAsync(m => m.CompanyId == companyId && m.AccountId == claim.AccountId, cancellationToken))
            return InviteMember.AlreadyMember();
        if (await db.RefuseWithoutSeatAsync(caller.Company, clock.GetUtcNow(), cancellationToken) is { } full)
            return full;
        if (await db.ChosenRolesAsync(companyId, request.RoleIds, cancellationToken) is not { } roles)
            return ChosenRoles.NotOfThisCompany();

        var member = new Member { CompanyId = companyId, AccountId = claim.AccountId, Role = request.Role!.Value, JoinedAt = clock.GetUtcNow() };
        member.Roles.AddRange(roles);
        db.Add(member);
        db.Remove(claim);
        await audit.RecordAsync(db, companyId, "claim.accepted", claim.AuditTarget(), AuditChanges.Between(claim.Audited(), null), cancellationToken);
        await audit.RecordAsync(db, companyId, "member.joined", member.AuditTarget(), AuditChanges.Between(null, member.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == member.AccountId, cancellationToken);
        return TypedResults.Ok(MemberResponse.From(member, person, caller.AccountId));
    }
}
