using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Who may deliver: one process at a time, until its lease ends or is handed back.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task LeaseThatEnded_LetsAnotherProcessTakeOver_AndTheFirstChangesNothing()
    {
        await using var service = await OutboxService.StartAsync();
        await service.StopAsync();
        await service.ComposeAsync();
        await service.EnqueueAsync("note:1", "a", "b");
        var store = service.App.Services.GetRequiredService<OutboxStore>();
        Worker first = new(Guid.NewGuid(), "one"), second = new(Guid.NewGuid(), "one");
        var lease = TimeSpan.FromMinutes(1);

        var claimed = Assert.Single(await store.ClaimAsync(first, 10, lease, default));
        Assert.Empty(await store.ClaimAsync(second, 10, lease, default));
        await service.LetPassAsync(lease);
        var again = Assert.Single(await store.ClaimAsync(second, 10, lease, default));
        Assert.Equal((claimed.Message.Id, 1, 2), (again.Message.Id, claimed.Attempts, again.Attempts));

        await store.SettleAsync(first, [claimed.Message], default);
        Assert.False(await store.RetryAsync(first, claimed.Message, lease, "late", default));
        Assert.False(await store.BuryAsync(first, claimed.Message, "late", default));
        Assert.False(await store.HandBackAsync(first, claimed.Message, default));
        Assert.Equal((0L, second.Id, null), (await service.AggregatesAsync()).Select(a => (a.Delivered, a.ClaimedBy!.Value, a.LastError)).Single());

        await store.SettleAsync(second, [again.Message], default);
        await store.SettleAsync(second, [again.Message], default);
        Assert.Equal(2, Assert.Single(await store.ClaimAsync(first, 10, lease, default)).Message.Version);
    }

    [Fact]
    public async Task StoppingService_FinishesWhatItCan_AndHandsBackTheRest()
    {
        await using var service = await OutboxService.StartAsync(("Outbox:LeaseSeconds", "3600"));
        var begun = new TaskCompletionSource();
        service.Destination.Behave = async (m, cancel) =>
        {
            if (service.Destination.Attempts < 2)
                return;
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };

        await service.EnqueueAsync("note:1", "a", "b");
        await begun.Task;
        await service.StopAsync();
        service.Destination.Behave = (_, _) => Task.CompletedTask;
        await service.StartAsync();
        await service.DrainedAsync();

        // The lease of an hour was handed back, or the second one could not have come.
        Assert.Equal([1, 2], service.Destination.VersionsOf("note:1"));
        Assert.Equal(3, service.Destination.Attempts);
    }

    [Fact]
    public async Task TwoServices_ShareAQueue()
    {
        await using var one = await OutboxService.StartAsync(("Outbox:Parallel", "3"), ("Outbox:LeaseSeconds", "600"));
        if (!TestDatabase.IsPostgres)
        {
            // An SQLite file is one process's own.
            await Assert.ThrowsAsync<StartFailureException>(() => one.BesideAsync());
            return;
        }

        await using var two = await one.BesideAsync(("Outbox:Parallel", "3"), ("Outbox:LeaseSeconds", "600"));
        // Neither gets on before the other has claimed something as well.
        TaskCompletionSource oneWorks = new(), twoWorks = new();
        one.Destination.Behave = (_, _) =>
        {
            oneWorks.TrySetResult();
            return twoWorks.Task;
        };
        two.Destination.Behave = (_, _) =>
        {
            twoWorks.TrySetResult();
            return oneWorks.Task;
        };

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => one.EnqueueAsync($"note:{i % 20}", "a", "b", "c")));
        await one.DrainedAsync();

        var received = one.Destination.Received.Concat(two.Destination.Received).ToList();
        Assert.Equal(180, received.Count);
        Assert.Equal(180, received.Select(m => m.Id).Distinct().Count());
    }
}
