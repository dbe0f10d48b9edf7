using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SaasPlatform.Shared.Data;

public static class DatabaseLock
{
    /// <summary>
    /// Begins a transaction that only one process at a time may hold under this name: an advisory lock on PostgreSQL; on
    /// SQLite every transaction is exclusive already. Commit to keep the work; disposing gives the lock back either way.
    /// </summary>
    public static async Task<IDbContextTransaction> LockAsync(this DatabaseFacade database, string name, CancellationToken cancellationToken)
    {
        var transaction = await database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (database.IsNpgsql())
                await database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
