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

    /// <summary>Saved in a transaction of the caller's. Whoever drops the transaction drops them.</summary>
    private readonly ConditionalWeakTable<IDbContextTransaction, List<OutboxMessage>> _saved = [];

    /// <summary>Messages of one use of a pooled context.</summary>
    private sealed record Saving(DbContextId Use, List<OutboxMessage> Messages);

    ValueTask<InterceptionResult<int>> ISaveChangesInterceptor.SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        var db = eventData.Context!;
        var entries = db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).ToList();
        if (entries.Count > 0)
        {
            // A save of a single statement would otherwise have no commit.
            db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            _saving.AddOrUpdate(db, new(db.ContextId, entries.ConvertAll(e => e.Entity)));
            entries.ForEach(e => e.State = EntityState.Detached);
        }

        return ValueTask.FromResult(result);
    }

    InterceptionResult<int> ISaveChangesInterceptor.SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context!.ChangeTracker.Entries<OutboxMessage>().Any(e => e.State == EntityState.Added)
            ? throw new InvalidOperationException("Enqueued messages need SaveChangesAsync.")
            : result;

    async ValueTask<int> ISaveChangesInterceptor.SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken)
    {
        var db = eventData.Context!;
        // A save with a transaction of its own has committed, and stored them.
        if (MessagesOfSave(db) is not { } messages)
            return result;

        if (db.Database.CurrentTransaction is { } callers)
        {
            _saved.GetOrCreateValue(callers).AddRange(messages);
            _saving.Remove(db);
        }
        else
        {
            // Nothing but messages was saved.
            await using var own = await db.Database.BeginTransactionAsync(cancellationToken);
            await own.CommitAsync(cancellationToken);
        }

        return result;
    }

    Task ISaveChangesInterceptor.SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken) =>
        TakeBack(eventData.Context!);

    Task ISaveChangesInterceptor.SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken) =>
        TakeBack(eventData.Context!);

    /// <summary>Of all failures this one is not announced as a failed save.</summary>
    async ValueTask<InterceptionResult> ISaveChangesInterceptor.ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken)
    {
        if (!result.IsSuppressed)
            await TakeBack(eventData.Context!);
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (MessagesOf(eventData) is { } messages)
        {
            var sql = OutboxSql.Of(eventData.Context!, clock);
            foreach (var message in messages.OrderBy(m => m.Destination, StringComparer.Ordinal).ThenBy(m => m.Aggregate, StringComparer.Ordinal))
                await sql.StoreAsync(transaction, message, cancellationToken);
        }

        return result;
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        MessagesOf(eventData) is null ? result : throw new InvalidOperationException("Enqueued messages need CommitAsync.");

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && MessagesOf(eventData) is not null)
        {
            _saving.Remove(db);
            if (db.Database.CurrentTransaction is { } current)
                _saved.Remove(current);
            signal.Committed();
        }

        return Task.CompletedTask;
    }

    /// <summary>What a transaction has to store: of the caller's saves in it, or of the save that it belongs to.</summary>
    private List<OutboxMessage>? MessagesOf(TransactionEventData eventData) => eventData.Context is not { } db ? null
        : db.Database.CurrentTransaction is { } current && _saved.TryGetValue(current, out var messages) ? messages
        : MessagesOfSave(db);

    private List<OutboxMessage>? MessagesOfSave(DbContext db) =>
        _saving.TryGetValue(db, out var saving) && saving.Use.Equals(db.ContextId) ? saving.Messages : null;

    /// <summary>Puts the messages back, so that saving again stores them.</summary>
    private Task TakeBack(DbContext db)
    {
        if (MessagesOfSave(db) is { } messages)
        {
            _saving.Remove(db);
            db.AddRange(messages);
        }

        return Task.CompletedTask;
    }
}
