using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Data;

/// <summary>Registers a service's database: one abstract context, one sealed context a provider.</summary>
public static class ServiceDatabase
{
    /// <summary>
    /// Gives the service a pooled <typeparamref name="TDb"/> of the configured provider, a readiness check, the command
    /// <c>db migrate</c>, and on SQLite the lock of the data folder and the writers' queue.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="service">Its name: the schema on PostgreSQL, the file on SQLite.</param>
    public static void AddDatabase<TDb, TSqlite, TPostgres>(this WebApplicationBuilder builder, string service)
        where TDb : DbContext
        where TSqlite : TDb
        where TPostgres : TDb
    {
        var settings = builder.AddSettings<DatabaseSettings>("Database");
        builder.Services.AddSingleton(s => new DataDirectory(s.GetRequiredService<IOptions<DatabaseSettings>>().Value.Directory, service));
        builder.Services.AddSingleton<SqliteWriterGate>();
        builder.Services.AddCommand<MigrateDatabase<TDb>>();
        builder.Services.AddCommand<BackupDatabase<TDb>>();
        builder.Services.AddScoped<DatabaseMigration<TDb>>();
        builder.Services.AddHostedService<EnterDataDirectory>();
        builder.Services.AddStartStep("the database", (s, cancel) => s.GetRequiredService<DatabaseMigration<TDb>>().PrepareAsync(cancel));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth<TDb>>("database", tags: [HealthEndpoints.ReadyTag], timeout: TimeSpan.FromSeconds(5));

        if (settings.Provider == DatabaseProvider.Postgres)
            builder.Services.AddDbContextPool<TDb, TPostgres>((s, o) => o.UsePostgres(s.GetRequiredService<IOptions<DatabaseSettings>>().Value.PooledConnectionString(), service).AddInterceptors(Registered(s)));
        else
            builder.Services.AddDbContextPool<TDb, TSqlite>((s, o) => o.UseSqliteFile(s.GetRequiredService<DataDirectory>().File).AddInterceptors([s.GetRequiredService<SqliteWriterGate>(), .. Registered(s)]));
    }

    /// <summary>What features registered; the outbox last, so that it takes what the others enqueue.</summary>
    private static IEnumerable<IInterceptor> Registered(IServiceProvider services) =>
        services.GetServices<IInterceptor>().OrderBy(i => i is EnqueuedMessages);

    /// <summary>Points a context at PostgreSQL; migrations' history lives in the service's own schema.</summary>
    public static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder options, string connectionString, string schema) => options
        .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations", schema))
        .AddInterceptors(new VersionInterceptor())
        .ConfigureWarnings(LogFailuresOnce);

    /// <summary>Points a context at an SQLite file.</summary>
    public static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string file) => options
        .UseSqlite($"Data Source={file};Foreign Keys=True;Pooling=True", sqlite => sqlite.MigrationsHistoryTable("migrations"))
        .AddInterceptors(new VersionInterceptor(), AlwaysInTransaction.Instance)
        .ConfigureWarnings(LogFailuresOnce);

    /// <summary>
    /// A unique value that is taken is an answer, not an incident; a failure that nobody answers is logged with its request.
    /// </summary>
    private static void LogFailuresOnce(WarningsConfigurationBuilder warnings) => warnings.Log(
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug));

    /// <summary>Every save passes the writers' queue, also one of a single statement.</summary>
    private sealed class AlwaysInTransaction : SaveChangesInterceptor
    {
        public static readonly AlwaysInTransaction Instance = new();

        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        {
            eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            return result;
        }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(SavingChanges(eventData, result));
    }
}
