using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Messages of a save that fails wait for the next save of the same request, and for no other request's.</summary>
public sealed class FailedSaveTests
{
    [Fact]
    public async Task Message_GoesWithASaveThatFails_AndComesWithTheNextOne()
    {
        await using var service = await OutboxService.StartAsync();
        var id = Guid.CreateVersion7();
        await service.InDatabaseAsync(async db =>
        {
            db.Add(new Note { Id = id });
            await db.SaveChangesAsync();
        });

        await service.InDatabaseAsync(async db =>
        {
            var twice = new Note { Id = id };
            db.Add(twice);
            db.Enqueue("one", "note.written", "note:1", new { text = "once" });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.Null(db.Database.CurrentTransaction);
            Assert.Empty(await service.AggregatesAsync());

            db.Entry(twice).State = EntityState.Detached;
            await db.SaveChangesAsync();
        });
        await service.DrainedAsync();

        Assert.Equal("""{"text":"once"}""", Assert.Single(service.Destination.Received).Payload);
    }

    [Fact]
    public async Task Message_OfASaveThatMetAnotherChange_ComesWhenSavedAgain()
    {
        await using var service = await OutboxService.StartAsync();
        var id = await ChangedUnderTheReaderAsync(service, async (db, note) =>
        {
            db.Enqueue("one", "note.written", "note:1", new { text = "once" });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
            Assert.Null(db.Database.CurrentTransaction);

            await db.Entry(note).ReloadAsync();
            note.Text = "again";
            await db.SaveChangesAsync();
        });
        await service.DrainedAsync();

        Assert.Equal("""{"text":"once"}""", Assert.Single(service.Destination.Received).Payload);
        Assert.Equal("again", (await service.InDatabaseAsync(db => db.Notes.SingleAsync(n => n.Id == id))).Text);
    }

    [Fact]
    public async Task MessageThatWasGivenUp_HauntsNoLaterUseOfThePooledContext()
    {
        await using var service = await OutboxService.StartAsync();
        // The worker takes contexts of the same pool, and could hold the one that this is about.
        await service.StopAsync();
        await service.ComposeAsync();
        NotesDb? pooled = null;
        await ChangedUnderTheReaderAsync(service, async (db, _) =>
        {
            pooled = db;
            db.Enqueue("one", "note.written", "note:1", new { text = "given up" });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });
        await service.InDatabaseAsync(async db =>
        {
            db.Enqueue("one", "note.written", "note:1", new { text = "cancelled" });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.SaveChangesAsync(new CancellationToken(true)));
        });

        // The pool may hand out others first: it has no more than these.
        var uses = Enumerable.Range(0, 20).Select(_ => service.App.Services.CreateAsyncScope()).ToList();
        var contexts = uses.ConvertAll(u => u.ServiceProvider.GetRequiredService<NotesDb>());
        Assert.Contains(pooled, contexts);
        foreach (var db in contexts)
        {
            db.Add(new Note());
            await db.SaveChangesAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await transaction.CommitAsync();
        }

        foreach (var use in uses)
            await use.DisposeAsync();
        Assert.Empty(await service.AggregatesAsync());
        Assert.Equal(21, await service.InDatabaseAsync(db => db.Notes.CountAsync()));
    }

    /// <summary>A note that somebody else changed after it was read, and before it is saved.</summary>
    private static async Task<Guid> ChangedUnderTheReaderAsync(OutboxService service, Func<NotesDb, Note, Task> save)
    {
        var id = Guid.CreateVersion7();
        await service.InDatabaseAsync(db =>
        {
            db.Add(new Note { Id = id });
            return db.SaveChangesAsync();
        });
        await service.InDatabaseAsync(async db =>
        {
            var note = await db.Notes.SingleAsync(n => n.Id == id);
            await db.Notes.ExecuteUpdateAsync(s => s.SetProperty(n => n.Version, n => n.Version + 1));
            note.Text = "mine";
            await save(db, note);
        });
        return id;
    }
}
