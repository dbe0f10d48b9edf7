using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Data;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Data;

/// <summary>What the shared database layer promises every service, under real parallelism.</summary>
public sealed class DatabaseTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Microsoft.AspNetCore.Builder.WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        // The table is made here as the owner would; the service has no migrations of its own.
        _database.Settings["Database:MigrateAtStart"] = "false";
        if (_database.Settings.TryGetValue("Database:OwnerConnectionString", out var owner))
            _database.Settings["Database:ConnectionString"] = owner;
        _app = NotesApp.Create(_database.Settings);
        await _app.StartAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NotesDb>().Database.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task ParallelWriters_AllSucceed()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => InScopeAsync(async db =>
        {
            db.Notes.Add(new Note { Text = $"note {i}" });
            await db.SaveChangesAsync();
        })));

        Assert.Equal(40, await InScopeAsync(db => db.Notes.CountAsync()));
    }

    [Fact]
    public async Task TransactionThatIsDropped_LetsTheNextWriterIn()
    {
        await InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Notes.Add(new Note { Text = "never committed" });
            await db.SaveChangesAsync();
        });

        await InScopeAsync(async db =>
        {
            db.Notes.Add(new Note { Text = "kept" });
            await db.SaveChangesAsync();
        });

        Assert.Equal("kept", Assert.Single(await InScopeAsync(db => db.Notes.ToListAsync())).Text);
    }

    [Fact]
    public async Task ReadersAndAWriter_GoOnBesideEachOther()
    {
        await AddAsync("there");
        await using var reading = _app.Services.CreateAsyncScope();
        var notes = reading.ServiceProvider.GetRequiredService<NotesDb>().Notes.AsAsyncEnumerable().GetAsyncEnumerator();
        Assert.True(await notes.MoveNextAsync());

        // Where a reader were in the way, this would fail after half a minute.
        await AddAsync("while somebody reads");

        Assert.False(await notes.MoveNextAsync());
        await notes.DisposeAsync();
    }

    [Fact]
    public async Task StatementOutsideATransaction_WaitsForTheWriterWithoutItsThread()
    {
        var id = await AddAsync("first");
        await using var writing = _app.Services.CreateAsyncScope();
        var writer = writing.ServiceProvider.GetRequiredService<NotesDb>();
        await using var transaction = await writer.Database.BeginTransactionAsync();
        await writer.Notes.ExecuteUpdateAsync(set => set.SetProperty(n => n.Text, n => n.Text + ", second"));

        // Where SQLite itself waits, the call would not come back before the writer has ended, who waits for it here.
        var next = InScopeAsync(db => db.Notes.ExecuteUpdateAsync(set => set.SetProperty(n => n.Text, n => n.Text + ", third")));
        Assert.False(next.IsCompleted);
        await transaction.CommitAsync();

        Assert.Equal(1, await next);
        Assert.Equal("first, second, third", await InScopeAsync(db => db.Notes.Where(n => n.Id == id).Select(n => n.Text).SingleAsync()));
    }

    [Fact]
    public async Task StatementThatFails_LetsTheNextWriterIn()
    {
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => InScopeAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM absent")));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InScopeAsync(db => db.Notes.ExecuteDeleteAsync(cancelled.Token)));

        await AddAsync("kept");

        Assert.Equal("kept", Assert.Single(await InScopeAsync(db => db.Notes.ToListAsync())).Text);
    }

    [Fact]
    public async Task Version_CountsEveryStoredChangeFromOne()
    {
        var id = await AddAsync("first");

        await InScopeAsync(async db =>
        {
            var note = await db.Notes.SingleAsync(n => n.Id == id);
            Assert.Equal(1, note.Version);
            note.Text = "second";
            await db.SaveChangesAsync();
        });

        Assert.Equal(2, await InScopeAsync(db => db.Notes.Where(n => n.Id == id).Select(n => n.Version).SingleAsync()));
    }

    [Fact]
    public async Task TwoEditsOfOneVersion_OnlyTheFirstIsStored()
    {
        var id = await AddAsync("first");
        await using var slow = _app.Services.CreateAsyncScope();
        var slowDb = slow.ServiceProvider.GetRequiredService<NotesDb>();
        var stale = await slowDb.Notes.SingleAsync(n => n.Id == id);
        await InScopeAsync(async db =>
        {
            (await db.Notes.SingleAsync(n => n.Id == id)).Text = "quick";
            await db.SaveChangesAsync();
        });

        stale.Text = "slow";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slowDb.SaveChangesAsync());

        Assert.Equal("quick", await InScopeAsync(db => db.Notes.Where(n => n.Id == id).Select(n => n.Text).SingleAsync()));
    }

    [Fact]
    public async Task Instants_AreKeptInUtcAndSort()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await InScopeAsync(async db =>
        {
            db.Notes.AddRange(new Note { Text = "later", WrittenAt = noon.AddMinutes(1) }, new Note { Text = "earlier", WrittenAt = noon });
            await db.SaveChangesAsync();
        });

        var notes = await InScopeAsync(db => db.Notes.OrderBy(n => n.WrittenAt).ToListAsync());

        Assert.Equal(["earlier", "later"], notes.Select(n => n.Text));
        Assert.Equal(noon, notes[0].WrittenAt);
        Assert.Equal(TimeSpan.Zero, notes[0].WrittenAt.Offset);
    }

    [Fact]
    public async Task Lock_LetsOneHolderInAtATime()
    {
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InScopeAsync(async db =>
        {
            await using var held = await db.Database.LockAsync("test", default);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await db.Notes.CountAsync();
            Interlocked.Decrement(ref inside);
        })));

        Assert.Equal(1, most);
    }

    private async Task<Guid> AddAsync(string text) => await InScopeAsync(async db =>
    {
        var note = new Note { Text = text };
        db.Notes.Add(note);
        await db.SaveChangesAsync();
        return note.Id;
    });

    private async Task<T> InScopeAsync<T>(Func<NotesDb, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }

    private Task InScopeAsync(Func<NotesDb, Task> work) => InScopeAsync(async db =>
    {
        await work(db);
        return true;
    });
}
