using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

internal static class UpdateMachineClient
{
    public static async Task<Results<Versioned<MachineClientResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid clientId, IfMatch ifMatch, MergePatch<MachineClientRequest> patch, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.ClientsManage, out var refusal))
            return refusal;

        var client = await db.FindMachineClientAsync(companyId, clientId, cancellationToken);
        if (client is null)
            return Problems.NotFound("machine client");
        if (!ifMatch.Matches(client.Version))
            return Problems.PreconditionFailed();
        var current = new MachineClientRequest { Name = client.Name, Role = client.Role, RoleIds = [.. client.Roles.Select(r => r.Id)] };
        if (!patch.TryApply(current, out var changed, out var errors))
            return Problems.ValidationFailed(errors);
        if (await db.ChosenRolesAsync(companyId, changed.RoleIds, cancellationToken) is not { } roles)
            return ChosenRoles.NotOfThisCompany();
        if (caller.RefuseBeyondOwn(client.Permissions().Concat(Member.PermissionsOf(changed.Role!.Value, roles))) is { } beyond)
            return beyond;

        if (changed.Name.Trim() == client.Name && changed.Role == client.Role && roles.ToHashSet().SetEquals(client.Roles))
            return new Versioned<MachineClientResponse>(MachineClientResponse.From(client), client.Version);

        var before = client.Audited();
        client.Name = changed.Name.Trim();
        client.Role = changed.Role.Value;
        client.Roles.Clear();
        client.Roles.AddRange(roles);
        client.UpdatedAt = clock.GetUtcNow();
        await audit.RecordAsync(db, companyId, "machineClient.changed", client.AuditTarget(), AuditChanges.Between(before, client.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return new Versioned<MachineClientResponse>(MachineClientResponse.From(client), client.Version);
    }
}
