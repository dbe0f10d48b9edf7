using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace SaasPlatform.Shared.Events;

/// <summary>Runs the statements of the outbox, each in a short transaction of its own: none is open while something is delivered.</summary>
internal abstract class OutboxStore
{
    public Task<IReadOnlyList<Claim>> ClaimAsync(Worker worker, int limit, TimeSpan lease, CancellationToken cancellationToken) =>
        RunAsync((sql, t) => sql.ClaimAsync(t, worker, limit, lease, cancellationToken), cancellationToken);

    public Task SettleAsync(Worker worker, IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken) => RunAsync(
        async (sql, t) =>
        {
            await sql.SettleAsync(t, worker, delivered, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<bool> RetryAsync(Worker worker, OutboxMessage message, TimeSpan delay, string error, CancellationToken cancellationToken) =>
        RunAsync((sql, t) => sql.RetryAsync(t, worker, message, delay, error, cancellationToken), cancellationToken);

    public Task<bool> BuryAsync(Worker worker, OutboxMessage message, string error, CancellationToken cancellationToken) =>
        RunAsync((sql, t) => sql.BuryAsync(t, worker, message, error, cancellationToken), cancellationToken);

    public Task<bool> HandBackAsync(Worker worker, OutboxMessage message, CancellationToken cancellationToken) =>
        RunAsync((sql, t) => sql.HandBackAsync(t, worker, message, cancellationToken), cancellationToken);

    public Task<int> ReplayAsync(Guid? id, CancellationToken cancellationToken) =>
        RunAsync((sql, t) => sql.ReplayAsync(t, id, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<QueueState>> MeasureAsync(CancellationToken cancellationToken) =>
        RunAsync((sql, t) => sql.MeasureAsync(t, cancellationToken), cancellationToken);

    /// <summary>Dead letters, the ones longest dead first.</summary>
    public abstract Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken cancellationToken);

    /// <summary>Wakes the workers of other processes.</summary>
    public abstract Task AnnounceAsync(string sender, CancellationToken cancellationToken);

    protected abstract Task<T> RunAsync<T>(Func<OutboxSql, DbTransaction, Task<T>> work, CancellationToken cancellationToken);
}

/// <summary>A message that is not tried any more.</summary>
internal sealed record DeadLetter(Guid Id, string Destination, string Type, int Attempts, DateTimeOffset Since, string? Error);

/// <summary>The outbox in the database of a service.</summary>
internal sealed class OutboxStore<TDb>(IServiceScopeFactory scopes, TimeProvider clock) : OutboxStore
    where TDb : DbContext
{
    private OutboxSql? _sql;

    public override async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return await db.Set<OutboxAggregate>().Where(a => a.DeadAt != null).OrderBy(a => a.DeadAt)
            .Join(
                db.Set<OutboxMessage>(),
                a => new { a.Destination, a.Aggregate, Version = a.Delivered + 1 },
                m => new { m.Destination, m.Aggregate, m.Version },
                (a, m) => new DeadLetter(m.Id, m.Destination, m.Type, a.Attempts, a.DeadAt!.Value, a.LastError))
            .ToListAsync(cancellationToken);
    }

    public override async Task AnnounceAsync(string sender, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({OutboxListener.Channel}, {sender})", cancellationToken);
    }

    protected override async Task<T> RunAsync<T>(Func<OutboxSql, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(_sql ??= OutboxSql.Of(db, clock), transaction.GetDbTransaction());
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
