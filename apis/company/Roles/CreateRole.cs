using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Roles;

/// <summary>A role to define, or what of one may change.</summary>
public sealed record RoleRequest : IValidatableObject
{
    /// <summary>Unique in the company.</summary>
    [Required, PlainText, MaxLength(Role.NameLength)]
    public string Name { get; init; } = null!;

    /// <summary>What it is for.</summary>
    [PlainText, MaxLength(Role.DescriptionLength)]
    public string? Description { get; init; }

    /// <summary>Names of <c>listPermissions</c> that are not for owners only.</summary>
    [Required, MaxLength(100)]
    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Permissions.Any(p => p is null || !Permission.Grantable.Contains(p)))
            yield return new("A permission is not one that a role can have: see listPermissions.", ["permissions"]);
    }

    /// <summary>The permissions, each once, in the order of the catalogue.</summary>
    internal List<string> InOrder() => [.. Permission.All.Select(p => p.Name).Where(Permissions.Contains)];
}

internal static class CreateRole
{
    public static async Task<Results<VersionedCreated<RoleResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, RoleRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.RolesManage, out var refusal))
            return refusal;
        if (caller.RefuseBeyondOwn(request.Permissions) is { } beyond)
            return beyond;
        if (await db.Roles.CountAsync(r => r.CompanyId == companyId, cancellationToken) >= Role.PerCompany)
            return Problems.Conflict("too_many_roles", $"A company defines at most {Role.PerCompany} roles.", "Delete one that nobody has.");

        var now = clock.GetUtcNow();
        var role = new Role
        {
            Id = Guid.CreateVersion7(now),
            CompanyId = companyId,
            Name = request.Name.Trim(),
            Description = request.Description?.Trim(),
            Permissions = request.InOrder(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(role);
        await audit.RecordAsync(db, companyId, "role.created", role.AuditTarget(), AuditChanges.Between(null, role.Audited()), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<Role>(e, nameof(Role.CompanyId), nameof(Role.Name)))
        {
            return NameTaken();
        }

        await change.CommitAsync(cancellationToken);
        return new VersionedCreated<RoleResponse>(RoleResponse.From(role), ETags.Format(role.Version), $"/v1/companies/{companyId}/roles/{role.Id}");
    }

    public static ProblemHttpResult NameTaken() => Problems.Conflict("role_name_taken", "The company has a role of this name.");
}
