using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SaasPlatform.Shared.Events;

/// <summary>
/// The statements of the outbox that LINQ cannot say. Values are parameters; the names of the tables come from the model, quoted
/// by the provider, because each service has its own schema.
/// </summary>
internal abstract class OutboxSql(string messages, string aggregates)
{
    /// <summary>The longest error that is kept.</summary>
    public const int ErrorLength = 300;

    protected string Messages { get; } = messages;

    protected string Aggregates { get; } = aggregates;

    /// <summary>The time as the database's clock has it where processes share one, so that theirs may differ.</summary>
    protected abstract string Now { get; }

    public static OutboxSql Of(DbContext db, TimeProvider clock)
    {
        var helper = db.GetService<ISqlGenerationHelper>();
        string Name(Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{db.GetType().Name} lacks ConfigureOutbox in its model.");
            return helper.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        }

        var (messages, aggregates) = (Name(typeof(OutboxMessage)), Name(typeof(OutboxAggregate)));
        return db.Database.IsNpgsql() ? new PostgresOutboxSql(messages, aggregates) : new SqliteOutboxSql(messages, aggregates, clock);
    }

    /// <summary>Gives the message its version under the lock of its aggregate, which lasts to the commit, and stores it.</summary>
    public async Task StoreAsync(DbTransaction transaction, OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var number = Command(transaction, $"""
            INSERT INTO {Aggregates} AS a (destination, aggregate, version, delivered, attempts, is_alone, due_at)
            VALUES (@destination, @aggregate, 1, 0, 0, @is_alone, {Now})
            ON CONFLICT (destination, aggregate) DO UPDATE
            SET version = a.version + 1, due_at = CASE WHEN a.due_at IS NULL AND a.dead_at IS NULL THEN {Now} ELSE a.due_at END
            RETURNING version
            """, ("destination", message.Destination), ("aggregate", message.Aggregate), ("is_alone", message.IsAlone));
        message.Version = (long)(await number.ExecuteScalarAsync(cancellationToken))!;

        await using var insert = Command(transaction, $"""
            INSERT INTO {Messages} (id, destination, type, aggregate, version, payload, created_at, trace_parent)
            VALUES (@id, @destination, @type, @aggregate, @version, @payload, {Now}, @trace_parent)
            """, ("id", message.Id), ("destination", message.Destination), ("type", message.Type), ("aggregate", message.Aggregate),
            ("version", message.Version), ("payload", message.Payload), ("trace_parent", message.TraceParent ?? (object)DBNull.Value));
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes up to <paramref name="limit"/> aggregates whose oldest undelivered message is due and nobody's, and gives those messages.</summary>
    public abstract Task<IReadOnlyList<Claim>> ClaimAsync(DbTransaction transaction, Worker worker, int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Deletes delivered messages and lets the next ones of their aggregates be claimed.</summary>
    public abstract Task SettleAsync(DbTransaction transaction, Worker worker, IReadOnlyList<OutboxMessage> delivered, CancellationToken cancellationToken);

    /// <summary>Notes why an attempt failed, and when the next one may be.</summary>
    /// <returns>Whether the message was still this worker's.</returns>
    public async Task<bool> RetryAsync(DbTransaction transaction, Worker worker, OutboxMessage message, TimeSpan delay, string error, CancellationToken cancellationToken)
    {
        var (time, value) = Later("delay", delay);
        return await ChangeAsync(transaction, worker, message, $"due_at = {time}, last_error = @error", cancellationToken, ("delay", value), ("error", error));
    }

    /// <summary>Makes a dead letter: the aggregate stands still until it is replayed.</summary>
    /// <returns>Whether the message was still this worker's.</returns>
    public Task<bool> BuryAsync(DbTransaction transaction, Worker worker, OutboxMessage message, string error, CancellationToken cancellationToken) =>
        ChangeAsync(transaction, worker, message, $"due_at = NULL, dead_at = {Now}, last_error = @error", cancellationToken, ("error", error));

    /// <summary>Gives a message back as if it had not been claimed.</summary>
    /// <returns>Whether the message was still this worker's.</returns>
    public Task<bool> HandBackAsync(DbTransaction transaction, Worker worker, OutboxMessage message, CancellationToken cancellationToken) =>
        ChangeAsync(transaction, worker, message, "attempts = attempts - 1", cancellationToken);

    /// <summary>Lets dead letters be tried again from the first attempt on.</summary>
    /// <param name="transaction">Where it happens.</param>
    /// <param name="id">One message; null for all.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How many there were.</returns>
    public virtual async Task<int> ReplayAsync(DbTransaction transaction, Guid? id, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, $"""
            UPDATE {Aggregates} AS a SET dead_at = NULL, attempts = 0, due_at = {Now}
            WHERE a.dead_at IS NOT NULL AND (@all OR EXISTS (
                SELECT 1 FROM {Messages} m
                WHERE m.id = @id AND m.destination = a.destination AND m.aggregate = a.aggregate AND m.version = a.delivered + 1))
            """, ("all", id is null), ("id", id ?? Guid.Empty));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What waits, by destination.</summary>
    public async Task<IReadOnlyList<QueueState>> MeasureAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, $"""
            SELECT m.destination, count(*), min(m.created_at), {Now},
                (SELECT count(*) FROM {Aggregates} a WHERE a.destination = m.destination AND a.dead_at IS NOT NULL)
            FROM {Messages} m GROUP BY m.destination
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var states = new List<QueueState>();
        while (await rows.ReadAsync(cancellationToken))
            states.Add(new(rows.GetString(0), rows.GetInt64(1), (rows.GetDateTime(3) - rows.GetDateTime(2)).TotalSeconds, rows.GetInt64(4)));
        return states;
    }

    protected abstract (string Sql, object Value) Later(string parameter, TimeSpan delay);

    private async Task<bool> ChangeAsync(
        DbTransaction transaction, Worker worker, OutboxMessage message, string change, CancellationToken cancellationToken, params (string, object)[] parameters)
    {
        await using var command = Command(transaction, $"""
            UPDATE {Aggregates} SET claimed_until = NULL, claimed_by = NULL, {change}
            WHERE destination = @destination AND aggregate = @aggregate AND claimed_by = @worker AND delivered = @version - 1
            """, [("destination", worker.Destination), ("aggregate", message.Aggregate), ("worker", worker.Id), ("version", message.Version), .. parameters]);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    protected virtual DbCommand Command(DbTransaction transaction, string sql, params (string Name, object Value)[] parameters)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            Add(command, name, value);
        return command;
    }

    /// <summary>A row of id, type, aggregate, version, payload, created_at, trace_parent.</summary>
    protected static OutboxMessage Read(DbDataReader row, string destination, bool isAlone) => new()
    {
        Id = row.GetGuid(0),
        Destination = destination,
        Type = row.GetString(1),
        Aggregate = row.GetString(2),
        Version = row.GetInt64(3),
        Payload = row.GetString(4),
        CreatedAt = new DateTimeOffset(DateTime.SpecifyKind(row.GetDateTime(5), DateTimeKind.Utc)),
        TraceParent = row.IsDBNull(6) ? null : row.GetString(6),
        IsAlone = isAlone,
    };

    protected static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>Who claims: one process and one destination.</summary>
internal sealed record Worker(Guid Id, string Destination);

/// <summary>A message that is this worker's for the time of its lease.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How many times it was claimed, with this one.</param>
internal sealed record Claim(OutboxMessage Message, int Attempts);

/// <summary>What waits for a destination.</summary>
/// <param name="Destination">Its name.</param>
/// <param name="Depth">Messages, dead letters and what they hold back among them.</param>
/// <param name="OldestSeconds">The age of the oldest.</param>
/// <param name="DeadLetters">Dead letters.</param>
internal sealed record QueueState(string Destination, long Depth, double OldestSeconds, long DeadLetters);
