using SaasPlatform.Shared.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Order, retries, and destinations that hang.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Aggregate_WaitsForItsOldestMessage_OthersDoNot()
    {
        await using var service = await OutboxService.StartAsync();
        var gate = new TaskCompletionSource();
        service.Destination.Behave = (m, _) => m is { Aggregate: "note:slow", Version: 1 } ? gate.Task : Task.CompletedTask;

        await service.EnqueueAsync("note:slow", "a", "b", "c");
        await service.EnqueueAsync("note:quick", "a", "b");
        await OutboxService.UntilAsync(() => service.Destination.Received.Count == 2);
        Assert.Empty(service.Destination.VersionsOf("note:slow"));
        gate.SetResult();
        await service.DrainedAsync();

        Assert.Equal([1, 2, 3], service.Destination.VersionsOf("note:slow"));
        Assert.Equal([1, 2], service.Destination.VersionsOf("note:quick"));
    }

    [Fact]
    public async Task FailedAttempt_IsRepeatedAfterABackOff()
    {
        await using var service = await OutboxService.StartAsync(("Outbox:FirstRetryMilliseconds", "600000"), ("Outbox:LongestRetrySeconds", "3600"));
        service.Destination.Behave = (_, _) => service.Destination.Attempts == 1 ? throw new InvalidOperationException("secret") : Task.CompletedTask;

        await service.EnqueueAsync("note:1", "a");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync())[0].LastError is not null);

        var waiting = Assert.Single(await service.AggregatesAsync());
        Assert.Equal(("InvalidOperationException", 1, null, null), (waiting.LastError, waiting.Attempts, waiting.ClaimedBy, waiting.ClaimedUntil));
        Assert.InRange(waiting.DueAt!.Value, DateTimeOffset.UtcNow.AddMinutes(4), DateTimeOffset.UtcNow.AddMinutes(11));
        await service.LetPassAsync(TimeSpan.FromMinutes(11));
        await service.DrainedAsync();
        var (first, after) = (Assert.Single(service.Destination.Received), Assert.Single(await service.AggregatesAsync()));
        Assert.Equal((1L, null, 0), (first.Version, after.LastError, after.Attempts));
    }

    [Theory]
    [InlineData(7_200, 7_100)]
    [InlineData(1, 0)]
    [InlineData(999_999_999, 0)]
    public async Task ReceiverThatNamesATime_IsHeeded(int retryAfterSeconds, int least)
    {
        await using var service = await OutboxService.StartAsync(("Outbox:FirstRetryMilliseconds", "600000"));
        service.Destination.Behave = (_, _) => throw new RetryLaterException("busy", TimeSpan.FromSeconds(retryAfterSeconds));

        await service.EnqueueAsync("note:1", "a");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync())[0].LastError == "busy");

        var due = Assert.Single(await service.AggregatesAsync()).DueAt!.Value - DateTimeOffset.UtcNow;
        Assert.InRange(due.TotalSeconds, Math.Max(least, 240), Math.Max(least, 600) + 120);
    }

    [Fact]
    public async Task AttemptThatHangs_IsGivenUpBeforeItsLeaseEnds()
    {
        await using var service = await OutboxService.StartAsync(("Outbox:AttemptSeconds", "1"), ("Outbox:LeaseSeconds", "600"));
        // Heeds no token.
        service.Destination.Behave = (_, _) => service.Destination.Attempts == 1 ? new TaskCompletionSource().Task : Task.CompletedTask;

        await service.EnqueueAsync("note:1", "a");
        await service.DrainedAsync();

        Assert.Equal(2, service.Destination.Attempts);
    }

    [Fact]
    public async Task DestinationThatHangs_TakesNoPlaceOfAnother()
    {
        await using var service = await OutboxService.StartAsync(("Outbox:Parallel", "2"));
        var gate = new TaskCompletionSource();
        service.Destination.Behave = (_, _) => gate.Task;

        foreach (var i in Enumerable.Range(0, 5))
            await service.EnqueueAsync($"note:{i}", "a");
        await service.InDatabaseAsync(db =>
        {
            db.Enqueue("two", "note.written", "note:1", new { });
            return db.SaveChangesAsync();
        });
        await OutboxService.UntilAsync(() => service.Other.Received.Count == 1);
        await OutboxService.UntilAsync(() => service.Destination.Attempts == 2);

        Assert.Empty(service.Destination.Received);
        Assert.Equal(2, (await service.AggregatesAsync()).Count(a => a.Destination == "one" && a.ClaimedUntil is not null));
        gate.SetResult();
        await service.DrainedAsync();
    }
}
