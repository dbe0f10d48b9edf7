using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>Removes the client of a company. One that is gone, or is no company's, stays so: the message comes at least once.</summary>
internal static class RemoveMachineClient
{
    public static async Task<NoContent> HandleAsync(Guid clientId, IdentityDb db, RegisteredClients clients, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.LockAsync("clients", cancellationToken);
        if (await clients.FindByClientIdAsync(clientId.ToString(), cancellationToken) is { } stored && ClientSettings.OrganizationOf(stored) is not null)
        {
            await db.RemoveClientsAsync([stored.Id], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
