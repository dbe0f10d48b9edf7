using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.MachineClients;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Roles;

internal static class DeleteRole
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid roleId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, CancellationToken cancellationToken)
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
        if (caller.RefuseBeyondOwn(role.Permissions) is { } beyond)
            return beyond;
        if (await db.Set<MemberRoleAssignment>().AnyAsync(a => a.RoleId == roleId, cancellationToken)
            || await db.Set<MachineClientRoleAssignment>().AnyAsync(a => a.RoleId == roleId, cancellationToken))
            return Problems.Conflict("role_in_use", "Somebody has this role.", "Take it from every member and machine client first.");

        await audit.RecordAsync(db, companyId, "role.deleted", role.AuditTarget(), AuditChanges.Between(role.Audited(), null), cancellationToken);
        db.Remove(role);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
