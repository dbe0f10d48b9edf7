using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SaasPlatform.Shared.Events;

/// <summary>The version of the last event that a receiver applied, by aggregate. It outlives the aggregate: what comes late stays too late.</summary>
public sealed class ReceivedVersion
{
    public required string Aggregate { get; init; }

    public required long Version { get; init; }
}

/// <summary>Makes at-least-once into once: an event that came before, or was overtaken, changes nothing.</summary>
public static class ReceivedVersions
{
    /// <summary>Adds the table. Call it in <c>OnModelCreating</c>, before the database conventions.</summary>
    public static void ConfigureReceivedVersions(this ModelBuilder model) => model.Entity<ReceivedVersion>(received =>
    {
        received.ToTable("received_versions");
        received.HasKey(r => r.Aggregate);
        received.Property(r => r.Aggregate).HasMaxLength(OutboxMessage.AggregateLength);
    });

    /// <summary>Applies an event, and notes its version in the same transaction, unless this version or a newer one was applied before.</summary>
    /// <param name="db">A context with <c>ConfigureReceivedVersions</c> in its model.</param>
    /// <param name="received">The event.</param>
    /// <param name="apply">The change. Deliveries of one aggregate wait for each other here.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is changed then.</param>
    /// <returns>Whether it was applied.</returns>
    public static async Task<bool> ApplyOnceAsync(this DbContext db, ReceivedEvent received, Func<Task> apply, CancellationToken cancellationToken)
    {
        var entity = db.Model.FindEntityType(typeof(ReceivedVersion)) ?? throw new InvalidOperationException($"{db.GetType().Name} lacks ConfigureReceivedVersions in its model.");
        var table = db.GetService<ISqlGenerationHelper>().DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        // The name of the table comes from the model; the values are parameters.
        var note = $$"""
            INSERT INTO {{table}} AS r (aggregate, version) VALUES ({0}, {1})
            ON CONFLICT (aggregate) DO UPDATE SET version = excluded.version WHERE r.version < excluded.version
            """;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Database.ExecuteSqlRawAsync(note, [received.Aggregate, received.Version], cancellationToken) == 0)
            return false;

        await apply();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
