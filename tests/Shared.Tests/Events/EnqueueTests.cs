using Microsoft.EntityFrameworkCore;
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
}
