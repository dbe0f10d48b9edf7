using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.CompanyApi.MachineClients;

/// <summary>Tells identity, which keeps the secrets, of clients that are gone: in the transaction in which they go, and until it has heard.</summary>
internal sealed class RemovedMachineClients(IServiceProvider services) : IDestination
{
    public const string DestinationName = "identity-machine-clients";

    public string Name => DestinationName;

    public Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        services.GetRequiredService<IdentityClients>().RemoveAsync(JsonSerializer.Deserialize<RemovedMachineClient>(message.Payload, JsonSerializerOptions.Web)!.ClientId, cancellationToken);
}

/// <summary>Which client is gone.</summary>
public sealed record RemovedMachineClient(Guid ClientId);

internal static class MachineClientRemoval
{
    /// <summary>Lets identity remove the client, with the unit of work.</summary>
    public static void EnqueueRemoval(this CompanyDb db, Guid clientId) =>
        db.Enqueue(RemovedMachineClients.DestinationName, "machineClient.removed", new RemovedMachineClient(clientId));

    /// <summary>Removes clients here and at identity, without an entry in the audit log: such as never were any, or whose company goes.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> RemoveMachineClientsAsync(this CompanyDb db, Expression<Func<MachineClient, bool>> which, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var ids = await db.MachineClients.Where(which).Select(c => c.Id).ToListAsync(cancellationToken);
        await db.MachineClients.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
        ids.ForEach(db.EnqueueRemoval);
        await db.SaveChangesAsync(cancellationToken);
        if (own is not null)
            await own.CommitAsync(cancellationToken);
        return ids.Count;
    }

    /// <summary>Lets identity remove a client that is none here any more.</summary>
    public static async Task RemoveMachineClientAsync(this CompanyDb db, Guid clientId, CancellationToken cancellationToken)
    {
        db.EnqueueRemoval(clientId);
        await db.SaveChangesAsync(cancellationToken);
    }
}
