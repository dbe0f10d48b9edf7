using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

/// <summary>What may change of a member.</summary>
public sealed record UpdateMemberRequest
{
    /// <summary>Owner, admin or member.</summary>
    [Required]
    public MemberRole? Role { get; init; }

    /// <summary>The roles of the company's own that the member has, all of them.</summary>
    [Required, MaxLength(Roles.Role.PerCompany)]
    public IReadOnlyList<Guid> RoleIds { get; init; } = [];
}

internal static class UpdateMember
{
    public static async Task<Results<Versioned<MemberResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid accountId, IfMatch ifMatch, MergePatch<UpdateMemberRequest> patch, CompanyDb db, CurrentUser user, AuditTrail audit,
        CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.MembersManage, out var refusal))
            return refusal;

        var member = await db.Members.Include(m => m.Roles).SingleOrDefaultAsync(m => m.CompanyId == companyId && m.AccountId == accountId, cancellationToken);
        if (member is null)
            return Problems.NotFound("member");
        if (!ifMatch.Matches(member.Version))
            return Problems.PreconditionFailed();
        if (!patch.TryApply(new() { Role = member.Role, RoleIds = [.. member.Roles.Select(r => r.Id)] }, out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        if (await db.ChosenRolesAsync(companyId, changed.RoleIds, cancellationToken) is not { } roles)
            return ChosenRoles.NotOfThisCompany();

        var (before, auditedBefore) = (member.Permissions().ToList(), member.Audited());
        var wasLastOwner = await db.IsLastOwnerAsync(member, cancellationToken);
        if (changed.Role == member.Role && roles.ToHashSet().SetEquals(member.Roles))
            return await AnswerAsync();

        var mayBefore = caller.Permissions().ToHashSet(StringComparer.Ordinal);
        member.Role = changed.Role!.Value;
        member.Roles.Clear();
        member.Roles.AddRange(roles);
        // Roles of its own are a change of the member too.
        db.Entry(member).Property(m => m.Role).IsModified = true;
        if (Callers.RefuseBeyond(mayBefore, before.Concat(member.Permissions())) is { } beyond)
            return beyond;
        if (wasLastOwner && member.Role != MemberRole.Owner)
            return LastOwner.Stays();

        await audit.RecordAsync(db, companyId, "member.changed", member.AuditTarget(), AuditChanges.Between(auditedBefore, member.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return await AnswerAsync();

        async Task<Versioned<MemberResponse>> AnswerAsync()
        {
            var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken);
            return new(MemberResponse.From(member, person, caller.AccountId), member.Version);
        }
    }
}
