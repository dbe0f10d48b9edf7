using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>What may change of a domain.</summary>
public sealed record UpdateDomainRequest
{
    /// <summary>What people with an address in it may do.</summary>
    [Required]
    public DomainJoining? Joining { get; init; }

    /// <summary>The role of the company's own that they get, besides being members; none when null.</summary>
    public Guid? RoleId { get; init; }
}

internal static class UpdateDomain
{
    public static async Task<Results<Versioned<DomainResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid domainId, IfMatch ifMatch, MergePatch<UpdateDomainRequest> patch, CompanyDb db, CurrentUser user, AuditTrail audit, DomainChecks checks,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.DomainsManage, out var refusal))
            return refusal;

        var domain = await db.Domains.FindDomainAsync(companyId, domainId, cancellationToken);
        if (domain is null)
            return Problems.NotFound("domain");
        if (!ifMatch.Matches(domain.Version))
            return Problems.PreconditionFailed();
        if (!patch.TryApply(new() { Joining = domain.Joining, RoleId = domain.RoleId }, out var changed, out var errors))
            return Problems.ValidationFailed(errors);

        var role = changed.RoleId is { } id ? await db.Roles.SingleOrDefaultAsync(r => r.CompanyId == companyId && r.Id == id, cancellationToken) : null;
        if (changed.RoleId is not null && role is null)
            return Problems.ValidationFailed("roleId", "The role is not one of this company's.");
        // Whoever opens the company grants the role, to people who are not there yet.
        IEnumerable<Role?> granted = changed.Joining == domain.Joining && role == domain.Role ? [] : [domain.Role, role];
        if (caller.RefuseBeyondOwn(granted.SelectMany(r => r?.Permissions ?? [])) is { } beyond)
            return beyond;

        var before = domain.Audited();
        domain.Joining = changed.Joining!.Value;
        (domain.RoleId, domain.Role) = (role?.Id, role);
        if (db.Entry(domain).State == EntityState.Modified)
        {
            domain.UpdatedAt = clock.GetUtcNow();
            await audit.RecordAsync(db, companyId, "domain.changed", domain.AuditTarget(), AuditChanges.Between(before, domain.Audited()), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await change.CommitAsync(cancellationToken);
        }

        return new Versioned<DomainResponse>(checks.Answer(domain), domain.Version);
    }
}
