using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

internal static class GetMachineClient
{
    public static async Task<Results<Versioned<MachineClientResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid clientId, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.ClientsManage, out var refusal))
            return refusal;

        var client = await db.FindMachineClientAsync(companyId, clientId, cancellationToken);
        return client is null ? Problems.NotFound("machine client") : new Versioned<MachineClientResponse>(MachineClientResponse.From(client), client.Version);
    }

    /// <summary>The client of this company with its roles; null where there is none, or none that has a secret.</summary>
    public static Task<MachineClient?> FindMachineClientAsync(this CompanyDb db, Guid companyId, Guid clientId, CancellationToken cancellationToken) =>
        db.MachineClients.Include(c => c.Roles).SingleOrDefaultAsync(c => c.CompanyId == companyId && c.Id == clientId && c.SecretCreatedAt != null, cancellationToken);
}
