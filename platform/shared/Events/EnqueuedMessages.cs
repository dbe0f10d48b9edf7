using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace SaasPlatform.Shared.Events;

/// <summary>
/// Stores enqueued messages at the very end of the transaction of their change. There, and in one order of names, the locks of
/// their aggregates are taken: transactions cannot wait for each other in a circle, whatever they saved before, and no aggregate
/// is locked for longer than a commit takes. A savepoint of the caller's own does not take messages back.
/// </summary>
internal sealed class EnqueuedMessages(OutboxSignal signal, TimeProvider clock) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    /// <summary>Taken out of the change tracker by a save that runs.</summary>
    private readonly ConditionalWeakTable<DbContext, Saving> _saving = [];

    /// <summary>Saved, and waiting for the commit. Whoever drops the transaction drops them.</summary>
    private readonly ConditionalWeakTable<IDbContextTransaction, List<OutboxMessage>> _saved = [];

    private sealed record Saving(List<OutboxMessage> Messages, IDbContextTransaction? Own);

    async ValueTask<InterceptionResult<int>> ISaveChangesInterceptor.SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        var db = eventData.Context!;
        var entries = db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).ToList();
        if (entries.Count == 0)
            return result;

        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        _saving.AddOrUpdate(db, new(entries.ConvertAll(e => e.Entity), own));
        entries.ForEach(e => e.State = EntityState.Detached);
        return result;
    }

    InterceptionResult<int> ISaveChangesInterceptor.SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context!.ChangeTracker.Entries<OutboxMessage>().Any(e => e.State == EntityState.Added)
            ? throw new InvalidOperationException("Enqueued messages need SaveChangesAsync.")
            : result;

    async ValueTask<int> ISaveChangesInterceptor.SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken)
    {
        var db = eventData.Context!;
        if (!_saving.TryGetValue(db, out var saving))
            return result;

        _saved.GetOrCreateValue(db.Database.CurrentTransaction!).AddRange(saving.Messages);
        if (saving.Own is not null)
            await saving.Own.CommitAsync(cancellationToken);
        await EndAsync(db, saving);
        return result;
    }

    Task ISaveChangesInterceptor.SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken) =>
        TakeBackAsync(eventData.Context!);

    Task ISaveChangesInterceptor.SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken) =>
        TakeBackAsync(eventData.Context!);

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: { } current } db && _saved.TryGetValue(current, out var messages))
        {
            var sql = OutboxSql.Of(db, clock);
            foreach (var message in messages.OrderBy(m => m.Destination, StringComparer.Ordinal).ThenBy(m => m.Aggregate, StringComparer.Ordinal))
                await sql.StoreAsync(transaction, message, cancellationToken);
        }

        return result;
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        eventData.Context?.Database.CurrentTransaction is { } current && _saved.TryGetValue(current, out _)
            ? throw new InvalidOperationException("Enqueued messages need CommitAsync.")
            : result;

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context?.Database.CurrentTransaction is { } current && _saved.Remove(current))
            signal.Committed();
        return Task.CompletedTask;
    }

    /// <summary>Puts the messages back, so that saving again stores them.</summary>
    private async Task TakeBackAsync(DbContext db)
    {
        if (!_saving.TryGetValue(db, out var saving))
            return;

        await EndAsync(db, saving);
        db.AddRange(saving.Messages);
    }

    private async Task EndAsync(DbContext db, Saving saving)
    {
        _saving.Remove(db);
        if (saving.Own is not null)
            await saving.Own.DisposeAsync();
    }
}
