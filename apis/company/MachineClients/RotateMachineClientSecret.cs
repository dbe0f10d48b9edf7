using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>Whoever has the secret may do what the client may: so the caller needs all of it, as for giving it.</summary>
internal static class RotateMachineClientSecret
{
    public static async Task<Results<Versioned<MachineClientSecretResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid clientId, HttpContext http, CompanyDb db, CurrentUser user, AuditTrail audit, IdentityClients identity, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await RefuseAsync(companyId, clientId, db, user, cancellationToken) is { } refusal)
            return refusal;

        // No transaction waits for another service.
        var secret = await identity.RotateAsync(clientId, companyId, cancellationToken);

        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        if (secret is null || await db.FindMachineClientAsync(companyId, clientId, cancellationToken) is not { } client)
            return NotFound();
        var before = client.Audited();
        client.SecretCreatedAt = clock.GetUtcNow();
        await audit.RecordAsync(db, companyId, "machineClient.secretRotated", client.AuditTarget(), AuditChanges.Between(before, client.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        http.KeepNothing();
        return new Versioned<MachineClientSecretResponse>(new(MachineClientResponse.From(client), secret.Secret, secret.PreviousSecretExpiresAt), client.Version);
    }

    private static async Task<ProblemHttpResult?> RefuseAsync(Guid companyId, Guid clientId, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.ClientsManage, out var refusal))
            return refusal;
        return await db.FindMachineClientAsync(companyId, clientId, cancellationToken) is { } client ? caller.RefuseBeyondOwn(client.Permissions()) : NotFound();
    }

    private static ProblemHttpResult NotFound() => Problems.NotFound("machine client");
}
