using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>What is enqueued is stored with its change, or not at all, and numbered as it was committed.</summary>
public sealed class EnqueueTests
{
    [Fact]
    public async Task Message_IsDeliveredOnceAndDeleted()
    {
        await using var service = await OutboxService.StartAsync();

        await service.EnqueueAsync("note:1", "hello");
        await service.DrainedAsync();

        var message = Assert.Single(service.Destination.Received);
        Assert.Equal(("one", "note.written", "note:1", 1L, """{"text":"hello"}"""), (message.Destination, message.Type, message.Aggregate, message.Version, message.Payload));
        Assert.Equal(7, message.Id.Version);
        Assert.Equal(DateTimeOffset.UtcNow, message.CreatedAt, TimeSpan.FromMinutes(1));
        Assert.Empty(service.Other.Received);
        var aggregate = Assert.Single(await service.AggregatesAsync());
        Assert.Equal((1L, 1L, null, null, null, 0), (aggregate.Version, aggregate.Delivered, aggregate.DueAt, aggregate.ClaimedUntil, aggregate.ClaimedBy, aggregate.Attempts));
    }

    [Fact]
    public async Task Message_GoesWithATransactionThatIsRolledBack()
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(async db =>
        {
            await using (var dropped = await db.Database.BeginTransactionAsync())
            {
                db.Enqueue("one", "note.written", "note:1", new { text = "dropped" });
                await db.SaveChangesAsync();
                await dropped.RollbackAsync();
            }

            await using (var disposed = await db.Database.BeginTransactionAsync())
            {
                db.Enqueue("one", "note.written", "note:1", new { text = "disposed" });
                await db.SaveChangesAsync();
            }

            db.Enqueue("one", "note.written", "note:1", new { text = "kept" });
            await db.SaveChangesAsync();
        });
        await service.DrainedAsync();

        Assert.Equal("""{"text":"kept"}""", Assert.Single(service.Destination.Received).Payload);
        Assert.Equal(1, Assert.Single(service.Destination.Received).Version);
    }

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

    [Fact]
    public async Task ClearedChangeTracker_ForgetsTheMessage()
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(async db =>
        {
            db.Enqueue("one", "note.written", "note:1", new { text = "never" });
            db.ChangeTracker.Clear();
            await db.SaveChangesAsync();
        });

        Assert.Empty(await service.AggregatesAsync());
    }

    [Fact]
    public async Task Versions_OfParallelTransactionsHaveNoGapAndNoTwin()
    {
        await using var service = await OutboxService.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => service.EnqueueAsync($"note:{i % 4}", "a", "b")));
        await service.DrainedAsync();

        for (var aggregate = 0; aggregate < 4; aggregate++)
            Assert.Equal(Enumerable.Range(1, 20).Select(v => (long)v), service.Destination.VersionsOf($"note:{aggregate}"));
    }

    [Fact]
    public async Task TransactionsThatSaveTwoAggregatesInOppositeOrder_DoNotDeadlock()
    {
        await using var service = await OutboxService.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => service.InDatabaseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var aggregate in i % 2 == 0 ? new[] { "note:a", "note:b" } : ["note:b", "note:a"])
            {
                db.Enqueue("one", "note.written", aggregate, new { i });
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        })));
        await service.DrainedAsync();

        Assert.Equal(Enumerable.Range(1, 20).Select(v => (long)v), service.Destination.VersionsOf("note:a"));
        Assert.Equal(Enumerable.Range(1, 20).Select(v => (long)v), service.Destination.VersionsOf("note:b"));
    }

    [Fact]
    public async Task MessageWithoutAggregate_LeavesNothingBehind()
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(async db =>
        {
            db.Enqueue("one", "mail", new { to = "somebody" });
            db.Enqueue("one", "mail", new { to = "somebody else" });
            await db.SaveChangesAsync();
        });
        await service.DrainedAsync();

        Assert.Equal(2, service.Destination.Received.Select(m => m.Aggregate).Distinct().Count());
        Assert.Empty(await service.AggregatesAsync());
    }

    [Fact]
    public async Task OneChange_ReachesEveryDestinationItNames()
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(async db =>
        {
            db.Enqueue("one", "note.written", "note:1", new { });
            db.Enqueue("two", "note.written", "note:1", new { });
            await db.SaveChangesAsync();
        });
        await service.DrainedAsync();

        Assert.Equal([1L], service.Destination.VersionsOf("note:1"));
        Assert.Equal([1L], service.Other.VersionsOf("note:1"));
    }

    [Fact]
    public async Task DestinationThatIsNotRegistered_LetsItsMessagesWait()
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(async db =>
        {
            db.Enqueue("three", "note.written", "note:1", new { });
            db.Enqueue("one", "note.written", "note:1", new { });
            await db.SaveChangesAsync();
        });
        await OutboxService.UntilAsync(async () => (await service.MessagesAsync()).Count == 1);

        Assert.Equal("three", Assert.Single(await service.MessagesAsync()).Destination);
    }

    [Theory]
    [InlineData("", "note.written", "note:1")]
    [InlineData("one", "note written", "note:1")]
    [InlineData("one", "note.written", "заметка:1")]
    public async Task NameThatSortsDifferentlyElsewhere_IsRefused(string destination, string type, string aggregate)
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(db =>
        {
            Assert.Throws<ArgumentException>(() => db.Enqueue(destination, type, aggregate, new { }));
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData(-20, true)]
    [InlineData(1, false)]
    public async Task Payload_HasALimit(int beyond, bool taken)
    {
        await using var service = await OutboxService.StartAsync();
        var text = new string('x', OutboxMessage.PayloadLimit - """{"text":""}""".Length + Math.Max(beyond, 0));

        await service.InDatabaseAsync(async db =>
        {
            if (!taken)
            {
                Assert.Throws<ArgumentException>(() => db.Enqueue("one", "note.written", "note:1", new { text }));
                return;
            }

            db.Enqueue("one", "note.written", "note:1", new { text });
            await db.SaveChangesAsync();
        });
        await service.DrainedAsync();

        Assert.Equal(taken ? 1 : 0, service.Destination.Received.Count);
    }

    [Fact]
    public async Task SynchronousSave_IsRefused()
    {
        await using var service = await OutboxService.StartAsync();

        await service.InDatabaseAsync(db =>
        {
            db.Enqueue("one", "note.written", "note:1", new { });
            Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
            return Task.CompletedTask;
        });

        Assert.Empty(await service.AggregatesAsync());
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
