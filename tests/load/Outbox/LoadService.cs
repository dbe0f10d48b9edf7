using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Load.Outbox;

/// <summary>The smallest service with an outbox, and a table of single rows to compare with.</summary>
internal static class LoadService
{
    public static WebApplication Create(string connectionString, params IDestination[] destinations)
    {
        var builder = ServiceApp.CreateBuilder("load", [], b => b.Configuration.AddInMemoryCollection(
        [
            new("Database:Provider", "Postgres"), new("Database:ConnectionString", connectionString), new("Database:MinimumPoolSize", "5"),
            new("Database:MaximumPoolSize", "40"), new("Http:ShutdownDelaySeconds", "0"),
        ]));
        builder.AddDatabase<LoadDb, SqliteLoadDb, PostgresLoadDb>("public");
        builder.AddOutbox<LoadDb>();
        foreach (var destination in destinations)
            builder.Services.AddSingleton(destination);
        return builder.Build();
    }

    public static async Task<T> InAsync<T>(this WebApplication app, Func<LoadDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<LoadDb>());
    }
}

internal sealed class Row
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Payload { get; init; } = "";
}

internal abstract class LoadDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Row> Rows => Set<Row>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ConfigureOutbox();
        modelBuilder.UseDatabaseConventions();
    }
}

internal sealed class SqliteLoadDb(DbContextOptions<SqliteLoadDb> options) : LoadDb(options);

internal sealed class PostgresLoadDb(DbContextOptions<PostgresLoadDb> options) : LoadDb(options);

/// <summary>Counts what comes.</summary>
internal sealed class Counter(string name, Func<OutboxMessage, CancellationToken, Task> deliver) : IDestination
{
    private int _count;

    public string Name => name;

    public int Count => Volatile.Read(ref _count);

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await deliver(message, cancellationToken);
        Interlocked.Increment(ref _count);
    }
}
