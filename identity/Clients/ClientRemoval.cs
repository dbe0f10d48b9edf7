using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

internal static class ClientRemoval
{
    /// <summary>Removes clients, each with everything that was issued to it, in the caller's transaction: the framework's own removal would begin another.</summary>
    public static async Task RemoveClientsAsync(this IdentityDb db, List<Guid> ids, CancellationToken cancellationToken)
    {
        await db.Tokens.Where(t => ids.Contains(t.Application!.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.Grants.Where(g => ids.Contains(g.Application!.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.Clients.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
