using Microsoft.EntityFrameworkCore;

namespace SaasPlatform.Shared.Events;

public static class OutboxModel
{
    /// <summary>Adds the tables of the outbox. Call it in <c>OnModelCreating</c>, before the database conventions.</summary>
    public static void ConfigureOutbox(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox_messages");
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.Destination).HasMaxLength(OutboxMessage.NameLength);
            message.Property(m => m.Type).HasMaxLength(OutboxMessage.NameLength);
            message.Property(m => m.Aggregate).HasMaxLength(OutboxMessage.AggregateLength);
            message.Property(m => m.TraceParent).HasMaxLength(OutboxMessage.NameLength);
            message.Ignore(m => m.IsAlone);
            message.HasIndex(m => new { m.Destination, m.Aggregate, m.Version }).IsUnique();
        });
        model.Entity<OutboxAggregate>(aggregate =>
        {
            aggregate.ToTable("outbox_aggregates");
            aggregate.HasKey(a => new { a.Destination, a.Aggregate });
            aggregate.Property(a => a.Destination).HasMaxLength(OutboxMessage.NameLength);
            aggregate.Property(a => a.Aggregate).HasMaxLength(OutboxMessage.AggregateLength);
            aggregate.Property(a => a.LastError).HasMaxLength(OutboxSql.ErrorLength);
            // What workers look for; an aggregate with nothing to deliver is in neither index.
            aggregate.HasIndex(a => new { a.Destination, a.DueAt }).HasFilter("due_at IS NOT NULL");
            aggregate.HasIndex(a => a.DeadAt).HasFilter("dead_at IS NOT NULL");
        });
    }
}
