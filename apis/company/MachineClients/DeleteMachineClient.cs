using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>Without its row the client gets no token and reaches nothing, whenever identity learns that it is gone.</summary>
internal static class DeleteMachineClient
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid clientId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, CancellationToken cancellationToken)
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
        if (caller.RefuseBeyondOwn(client.Permissions()) is { } beyond)
            return beyond;

        await audit.RecordAsync(db, companyId, "machineClient.deleted", client.AuditTarget(), AuditChanges.Between(client.Audited(), null), cancellationToken);
        db.Remove(client);
        db.EnqueueRemoval(clientId);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
