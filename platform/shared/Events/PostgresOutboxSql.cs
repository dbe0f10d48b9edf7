using System.Data.Common;

namespace SaasPlatform.Shared.Events;

/// <summary>
/// The outbox on PostgreSQL: any number of processes share a queue, and the server's clock is the clock of all. Rows are locked
/// first and changed by their place then (<c>ctid</c>, which a lock keeps still): a planner that has no statistics of these
/// tables, which fill and empty all the time, would read the whole of them.
/// </summary>
internal sealed class PostgresOutboxSql(string messages, string aggregates) : OutboxSql(messages, aggregates)
{
    protected override string Now => "statement_timestamp()";

    public override async Task<IReadOnlyList<Claim>> ClaimAsync(
        DbTransaction transaction, Worker worker, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var find = Command(transaction, $"""
            SELECT ctid::text, aggregate, delivered + 1, attempts + 1, is_alone FROM {Aggregates}
            WHERE destination = @destination AND due_at <= {Now} AND (claimed_until IS NULL OR claimed_until <= {Now})
            ORDER BY due_at LIMIT @limit FOR UPDATE SKIP LOCKED
            """, ("destination", worker.Destination), ("limit", limit));
        var places = new List<string>();
        var due = new Dictionary<string, (long Version, int Attempts, bool IsAlone)>();
        await using (var rows = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                places.Add(rows.GetString(0));
                due.Add(rows.GetString(1), (rows.GetInt64(2), rows.GetInt32(3), rows.GetBoolean(4)));
            }
        }

        if (due.Count == 0)
            return [];

        // A statement of its own sees messages that were committed while the first one came to lock their aggregate.
        await using var claim = Command(transaction, $"""
            UPDATE {Aggregates} SET claimed_until = {Now} + @lease, claimed_by = @worker, attempts = attempts + 1 WHERE ctid = ANY(@places::tid[]);
            SELECT m.id, m.type, m.aggregate, m.version, m.payload, m.created_at, m.trace_parent
            FROM unnest(@aggregates, @versions) AS c(aggregate, version)
            CROSS JOIN LATERAL (
                SELECT * FROM {Messages} WHERE destination = @destination AND aggregate = c.aggregate AND version = c.version LIMIT 1) m
            """, ("lease", lease), ("worker", worker.Id), ("places", places.ToArray()), ("destination", worker.Destination),
            ("aggregates", due.Keys.ToArray()), ("versions", due.Values.Select(c => c.Version).ToArray()));
        var claims = new List<Claim>(due.Count);
        await using var found = await claim.ExecuteReaderAsync(cancellationToken);
        while (await found.ReadAsync(cancellationToken))
        {
            var (_, attempts, isAlone) = due[found.GetString(2)];
            claims.Add(new(Read(found, worker.Destination, isAlone), attempts));
        }

        return claims;
    }

    /// <summary>Locks in the order in which writers do.</summary>
    public override async Task SettleAsync(
        DbTransaction transaction, Worker worker, IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken)
    {
        var ordered = delivered.OrderBy(m => m.Aggregate, StringComparer.Ordinal).ToList();
        await using var find = Command(transaction, $"""
            SELECT a.ctid::text, a.is_alone, d.id
            FROM unnest(@ids, @aggregates, @versions) AS d(id, aggregate, version)
            CROSS JOIN LATERAL (
                SELECT ctid, is_alone FROM {Aggregates}
                WHERE destination = @destination AND aggregate = d.aggregate AND claimed_by = @worker AND delivered = d.version - 1
                FOR UPDATE) a
            """, ("ids", ordered.Select(m => m.Id).ToArray()), ("aggregates", ordered.Select(m => m.Aggregate).ToArray()),
            ("versions", ordered.Select(m => m.Version).ToArray()), ("destination", worker.Destination), ("worker", worker.Id));
        List<string> alone = [], others = [];
        var ids = new List<Guid>();
        await using (var rows = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                (rows.GetBoolean(1) ? alone : others).Add(rows.GetString(0));
                ids.Add(rows.GetGuid(2));
            }
        }

        await using var settle = Command(transaction, $"""
            DELETE FROM {Aggregates} WHERE ctid = ANY(@alone::tid[]);
            UPDATE {Aggregates}
            SET delivered = delivered + 1, attempts = 0, last_error = NULL, claimed_until = NULL, claimed_by = NULL,
                due_at = CASE WHEN version > delivered + 1 THEN {Now} END
            WHERE ctid = ANY(@others::tid[]);
            DELETE FROM {Messages} WHERE id = ANY(@ids)
            """, ("alone", alone.ToArray()), ("others", others.ToArray()), ("ids", ids.ToArray()));
        await settle.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<int> ReplayAsync(DbTransaction transaction, Guid? id, CancellationToken cancellationToken)
    {
        var replayed = await base.ReplayAsync(transaction, id, cancellationToken);
        await using var notify = Command(transaction, "SELECT pg_notify(@channel, '')", ("channel", OutboxListener.Channel));
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return replayed;
    }

    protected override (string Sql, object Value) Later(string parameter, TimeSpan delay) => ($"{Now} + @{parameter}", delay);
}
