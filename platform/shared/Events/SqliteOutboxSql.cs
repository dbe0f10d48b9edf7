using System.Data.Common;

namespace SaasPlatform.Shared.Events;

/// <summary>The outbox on SQLite: one process, one writer at a time.</summary>
internal sealed class SqliteOutboxSql(string messages, string aggregates, TimeProvider clock) : OutboxSql(messages, aggregates)
{
    protected override string Now => "@now";

    public override async Task<IReadOnlyList<Claim>> ClaimAsync(
        DbTransaction transaction, Worker worker, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var (until, value) = Later("lease", lease);
        await using var claim = Command(transaction, $"""
            UPDATE {Aggregates} SET claimed_until = {until}, claimed_by = @worker, attempts = attempts + 1
            WHERE rowid IN (
                SELECT rowid FROM {Aggregates}
                WHERE destination = @destination AND due_at <= @now AND (claimed_until IS NULL OR claimed_until <= @now)
                ORDER BY due_at LIMIT @limit)
            RETURNING aggregate, delivered + 1, attempts, is_alone
            """, ("destination", worker.Destination), ("limit", limit), ("lease", value), ("worker", worker.Id));
        var claimed = new List<(string Aggregate, long Version, int Attempts, bool IsAlone)>();
        await using (var rows = await claim.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                claimed.Add((rows.GetString(0), rows.GetInt64(1), rows.GetInt32(2), rows.GetBoolean(3)));
        }

        var claims = new List<Claim>(claimed.Count);
        foreach (var (aggregate, version, attempts, isAlone) in claimed)
        {
            await using var read = Command(transaction, $"""
                SELECT id, type, aggregate, version, payload, created_at, trace_parent FROM {Messages}
                WHERE destination = @destination AND aggregate = @aggregate AND version = @version
                """, ("destination", worker.Destination), ("aggregate", aggregate), ("version", version));
            await using var found = await read.ExecuteReaderAsync(cancellationToken);
            if (await found.ReadAsync(cancellationToken))
                claims.Add(new(Read(found, worker.Destination, isAlone), attempts));
        }

        return claims;
    }

    public override async Task SettleAsync(
        DbTransaction transaction, Worker worker, IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken)
    {
        foreach (var message in delivered)
        {
            (string, object)[] key = [("destination", worker.Destination), ("aggregate", message.Aggregate), ("version", message.Version), ("worker", worker.Id)];
            await using var move = Command(transaction, $"""
                UPDATE {Aggregates}
                SET delivered = @version, attempts = 0, last_error = NULL, claimed_until = NULL, claimed_by = NULL,
                    due_at = CASE WHEN version > @version THEN @now END
                WHERE destination = @destination AND aggregate = @aggregate AND claimed_by = @worker AND delivered = @version - 1
                """, key);
            if (await move.ExecuteNonQueryAsync(cancellationToken) == 0)
                continue;

            await using var delete = Command(transaction, $"""
                DELETE FROM {Messages} WHERE destination = @destination AND aggregate = @aggregate AND version = @version;
                DELETE FROM {Aggregates} WHERE destination = @destination AND aggregate = @aggregate AND is_alone;
                """, key);
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    protected override (string Sql, object Value) Later(string parameter, TimeSpan delay) =>
        ("@" + parameter, clock.GetUtcNow().UtcDateTime + delay);

    protected override DbCommand Command(DbTransaction transaction, string sql, params (string Name, object Value)[] parameters)
    {
        var command = base.Command(transaction, sql, parameters);
        Add(command, "now", clock.GetUtcNow().UtcDateTime);
        return command;
    }
}
