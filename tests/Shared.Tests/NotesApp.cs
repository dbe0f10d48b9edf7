using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Tests;

/// <summary>The smallest service: one table, on whichever database the tests run.</summary>
internal static class NotesApp
{
    public static WebApplication Create(Dictionary<string, string?> settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceApp.CreateBuilder("notes", [], b =>
        {
            b.WebHost.UseTestServer();
            b.Configuration.AddInMemoryCollection(settings);
        });
        builder.AddDatabase<NotesDb, SqliteNotesDb, PostgresNotesDb>("notes");
        builder.AddOutbox<NotesDb>();
        configure?.Invoke(builder);
        return builder.Build();
    }
}

internal sealed class Note : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Text { get; set; } = "";

    public DateTimeOffset WrittenAt { get; set; }

    public int Version { get; set; }
}

internal abstract class NotesDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ConfigureOutbox();
        modelBuilder.ConfigureReceivedVersions();
        modelBuilder.UseDatabaseConventions();
    }
}

internal sealed class SqliteNotesDb(DbContextOptions<SqliteNotesDb> options) : NotesDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseSqliteConventions();
}

internal sealed class PostgresNotesDb(DbContextOptions<PostgresNotesDb> options) : NotesDb(options);
