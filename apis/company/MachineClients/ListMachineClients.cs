using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.CompanyApi.Roles;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.MachineClients;

internal static class ListMachineClients
{
    public static async Task<Results<Ok<Page<MachineClientResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var caller = await db.ReadCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.ClientsManage, out var refusal))
            return refusal;

        var clients = db.MachineClients.AsNoTracking().Where(c => c.CompanyId == companyId && c.SecretCreatedAt != null);
        var found = await page.ReadAsync(clients, c => c.Id, c => new Row(c, c.Roles.ToList()), cancellationToken);
        return TypedResults.Ok(new Page<MachineClientResponse>([.. found.Items.Select(r => r.Answer())], found.NextCursor));
    }

    private sealed record Row(MachineClient Client, List<Role> Roles)
    {
        public MachineClientResponse Answer()
        {
            if (Client.Roles.Count == 0)
                Client.Roles.AddRange(Roles);
            return MachineClientResponse.From(Client);
        }
    }
}
