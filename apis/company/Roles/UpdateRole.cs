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

internal static class UpdateRole
{
    public static async Task<Results<Versioned<RoleResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid roleId, IfMatch ifMatch, MergePatch<RoleRequest> patch, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.RolesManage, out var refusal))
            return refusal;

        var role = await db.Roles.SingleOrDefaultAsync(r => r.CompanyId == companyId && r.Id == roleId, cancellationToken);
        if (role is null)
            return Problems.NotFound("role");
        if (!ifMatch.Matches(role.Version))
            return Problems.PreconditionFailed();
        if (!patch.TryApply(new() { Name = role.Name, Description = role.Description, Permissions = role.Permissions }, out var changed, out var errors))
            return Problems.ValidationFailed(errors);
        if (caller.RefuseBeyondOwn(role.Permissions.Concat(changed.Permissions)) is { } beyond)
            return beyond;

        var before = role.Audited();
        role.Name = changed.Name.Trim();
        role.Description = changed.Description?.Trim();
        if (!role.Permissions.SequenceEqual(changed.InOrder()))
            role.Permissions = changed.InOrder();
        if (db.Entry(role).State == EntityState.Modified)
        {
            role.UpdatedAt = clock.GetUtcNow();
            await audit.RecordAsync(db, companyId, "role.changed", role.AuditTarget(), AuditChanges.Between(before, role.Audited()), cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (db.IsUniqueViolation<Role>(e, nameof(Role.CompanyId), nameof(Role.Name)))
            {
                return CreateRole.NameTaken();
            }

            await change.CommitAsync(cancellationToken);
        }

        return new Versioned<RoleResponse>(RoleResponse.From(role), role.Version);
    }
}
