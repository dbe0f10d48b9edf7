using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Data;

/// <summary>Brings the database to the model of this version, as its owner, and lets the service's role use it.</summary>
internal sealed class DatabaseMigration<TDb>(TDb db, DataDirectory directory, IOptions<DatabaseSettings> settings)
    where TDb : DbContext
{
    /// <summary>
    /// The role reads and writes rows and does nothing else; of the audit log it changes only which batch an entry is in. Identifiers cannot be parameters, so they travel as settings of
    /// the transaction and are quoted by the server.
    /// </summary>
    private const string GrantToService = """
        DO $$
        DECLARE
          service text := current_setting('saasplatform.role');
          owned text := current_setting('saasplatform.schema');
        BEGIN
          IF service = current_user THEN RETURN; END IF;
          EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', owned, service);
          EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', owned, service);
          EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I.migrations FROM %I', owned, service);
          IF to_regclass(format('%I.audit_entries', owned)) IS NOT NULL THEN
            EXECUTE format('REVOKE UPDATE, DELETE ON %I.audit_entries, %I.audit_batches FROM %I', owned, owned, service);
            EXECUTE format('GRANT UPDATE (batch) ON %I.audit_entries TO %I', owned, service);
          END IF;
        END $$
        """;

    /// <summary>Applies what is missing.</summary>
    /// <returns>The names of the migrations that were applied, oldest first.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancellationToken)
    {
        var values = settings.Value;
        if (values.Provider == DatabaseProvider.Sqlite)
        {
            directory.Enter();
            await WriteAheadAsync(cancellationToken);
            return await MigrateAsync(cancellationToken);
        }

        var role = new NpgsqlConnectionStringBuilder(values.ConnectionString).Username
            ?? throw new StartFailureException("Database:ConnectionString names no Username.");
        db.Database.SetConnectionString(values.OwnerConnectionString ?? values.ConnectionString);
        try
        {
            var applied = await MigrateAsync(cancellationToken);
            await GrantAsync(role, cancellationToken);
            return applied;
        }
        finally
        {
            // The context goes back to the pool: the next request must not be the owner.
            db.Database.SetConnectionString(values.PooledConnectionString());
        }
    }

    private async Task GrantAsync(string role, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var schema = db.Model.GetDefaultSchema()!;
        await db.Database.ExecuteSqlAsync(
            $"SELECT set_config('saasplatform.role', {role}, true), set_config('saasplatform.schema', {schema}, true)", cancellationToken);
        await db.Database.ExecuteSqlRawAsync(GrantToService, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Sees that the database can be used, and migrates where the setting says so.</summary>
    /// <exception cref="NotMigratedException">Somebody else must migrate first.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var values = settings.Value;
        if (values.Provider == DatabaseProvider.Postgres)
        {
            // A wrong password or an unknown database is told here, before migrating would try to create one.
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.CloseConnectionAsync();
        }

        if (values.MigrateAtStart)
        {
            await ApplyAsync(cancellationToken);
            return;
        }

        if (values.Provider == DatabaseProvider.Sqlite)
            await WriteAheadAsync(cancellationToken);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw NotMigrated();
    }

    /// <summary>
    /// Lets SQLite's readers and its writer go on beside each other (https://sqlite.org/wal.html); the file remembers it. EF Core asks for it when it makes a file: this one was made
    /// before, for its owner alone, and a restored backup has forgotten it.
    /// </summary>
    private async Task WriteAheadAsync(CancellationToken cancellationToken) => await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);

    /// <summary>On SQLite nobody else can migrate: this process holds the folder.</summary>
    private Exception NotMigrated() => settings.Value.Provider == DatabaseProvider.Sqlite
        ? new StartFailureException(new NotMigratedException().Message)
        : new NotMigratedException();

    private async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        // Migrating builds the model of the last migration to compare, and locks: what nearly every start can do without.
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }
}

/// <summary>The command <c>db migrate</c>.</summary>
internal sealed class MigrateDatabase<TDb>(DatabaseMigration<TDb> migration)
    : Command("db", "migrate", "Apply the database migrations that are missing, as the owner role.")
    where TDb : DbContext
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var applied = await migration.ApplyAsync(cancellationToken);
        foreach (var name in applied)
            await output.WriteLineAsync($"applied {name}");
        await output.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} applied; the database is up to date.");
        return 0;
    }
}

/// <summary>Before anything else starts: takes the data folder, so that a second process is refused.</summary>
internal sealed class EnterDataDirectory(DataDirectory directory, IOptions<DatabaseSettings> settings) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (settings.Value.Provider == DatabaseProvider.Sqlite)
            directory.Enter();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Ready when the database answers and has every migration of this version.</summary>
internal sealed class DatabaseHealth<TDb>(TDb db) : IHealthCheck
    where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return HealthCheckResult.Unhealthy("The database does not answer.");
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            return HealthCheckResult.Unhealthy("The database lacks migrations: run the command 'db migrate'.");
        return HealthCheckResult.Healthy();
    }
}
