using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SaasPlatform.Shared.Data;

/// <summary>
/// SQLite takes one writer a file; one that waits inside the library blocks its thread. Transactions queue here instead,
/// asynchronously. The place is given back when the transaction ends, or, for one that was dropped, when its connection
/// closes. A singleton a database file.
/// </summary>
internal sealed class SqliteWriterGate : DbTransactionInterceptor, IDbConnectionInterceptor, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<Guid, bool> _holders = new();

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        if (!_gate.Wait(Patience))
            throw Busy();
        _holders[eventData.ConnectionId] = true;
        return result;
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        if (!await _gate.WaitAsync(Patience, cancellationToken))
            throw Busy();
        _holders[eventData.ConnectionId] = true;
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Release(eventData.ConnectionId);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Release(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        Release(eventData.ConnectionId);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Release(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Release(eventData.ConnectionId);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Release(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    public void Dispose() => _gate.Dispose();

    private void Release(Guid connectionId)
    {
        if (_holders.TryRemove(connectionId, out _))
            _gate.Release();
    }

    private static TimeoutException Busy() => new($"The database file was busy with other writers for {Patience.TotalSeconds:0} seconds.");
}
