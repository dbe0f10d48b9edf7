using Microsoft.EntityFrameworkCore;

namespace SaasPlatform.Shared.Audit;

public static class AuditModel
{
    /// <summary>Adds the tables of the audit log. Call it in <c>OnModelCreating</c>, before the database conventions.</summary>
    public static void ConfigureAudit(this ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit_entries");
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.ActorKind).HasConversion<string>().HasMaxLength(20);
            entry.Property(e => e.ActorId).HasMaxLength(AuditEntry.IdLength);
            entry.Property(e => e.ClientId).HasMaxLength(AuditEntry.IdLength);
            entry.Property(e => e.Action).HasMaxLength(AuditEntry.NameLength);
            entry.Property(e => e.TargetType).HasMaxLength(AuditEntry.NameLength);
            entry.Property(e => e.TargetId).HasMaxLength(AuditEntry.IdLength);
            entry.Property(e => e.TraceId).HasMaxLength(AuditEntry.NameLength);
            // What the list filters by, newest first. Times are those of the ids.
            entry.HasIndex(e => new { e.TenantId, e.Id });
            entry.HasIndex(e => new { e.TenantId, e.ActorId, e.Id });
            entry.HasIndex(e => new { e.TenantId, e.TargetId, e.Id });
            entry.HasIndex(e => new { e.TenantId, e.Action, e.Id });
            // What is not sealed yet, and what a batch holds.
            entry.HasIndex(e => new { e.Batch, e.Id });
        });
        model.Entity<AuditBatch>(batch =>
        {
            batch.ToTable("audit_batches");
            batch.HasKey(b => b.Number);
            batch.Property(b => b.Number).ValueGeneratedNever();
        });
        model.Entity<SubjectKey>(key =>
        {
            key.ToTable("audit_subject_keys");
            key.Property(k => k.Id).ValueGeneratedNever();
            key.Property(k => k.Subject).HasMaxLength(SubjectKey.SubjectLength);
            key.HasIndex(k => k.Subject).IsUnique();
        });
    }
}
