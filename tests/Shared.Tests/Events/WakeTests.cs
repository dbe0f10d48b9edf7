using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Workers learn of messages without polling, and operators of what waits.</summary>
public sealed class WakeTests
{
    private static readonly (string, string)[] NeverPolls = [("Outbox:PollMilliseconds", "600000")];

    [Fact]
    public async Task Commit_WakesTheWorkerOfItsProcess()
    {
        await using var service = await OutboxService.StartAsync(NeverPolls);

        await service.EnqueueAsync("note:1", "a", "b", "c");
        await service.DrainedAsync();

        Assert.Equal([1, 2, 3], service.Destination.VersionsOf("note:1"));
    }

    [Fact]
    public async Task Commit_WakesOtherProcesses_AlsoAfterTheyLostTheirConnection()
    {
        await using var service = await OutboxService.StartAsync(NeverPolls);
        // SQLite has no other process: there the message is for the one there is.
        var third = new TestDestination(TestDatabase.IsPostgres ? "three" : "one");
        await using var beside = TestDatabase.IsPostgres ? await service.BesideAsync(b => b.Services.AddSingleton<IDestination>(third), NeverPolls) : null;
        var receiver = beside is null ? service.Destination : third;

        await EnqueueAsync("note:1");
        await OutboxService.UntilAsync(() => receiver.Received.Count == 1);
        if (beside is not null)
            await service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"));
        await EnqueueAsync("note:2");
        await OutboxService.UntilAsync(() => receiver.Received.Count == 2);

        Assert.Equal(["note:1", "note:2"], receiver.Received.Select(m => m.Aggregate));

        Task EnqueueAsync(string aggregate) => service.InDatabaseAsync(db =>
        {
            db.Enqueue(receiver.Name, "note.written", aggregate, new { });
            return db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task Instruments_ShowDepthAgeDeadLettersAndOutcomes()
    {
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener();
        await using var service = await OutboxService.StartAsync(("Outbox:MaxAttempts", "2"));
        var meters = service.App.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter is { Name: "SaasPlatform.Outbox" } meter && meter.Scope == meters)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        service.Destination.Behave = (m, _) => m.Aggregate == "note:bad" ? throw new TimeoutException() : Task.CompletedTask;

        await service.EnqueueAsync("note:good", "a", "b");
        await service.EnqueueAsync("note:bad", "a", "b", "c");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync()).Any(a => a.DeadAt is not null) && (await service.MessagesAsync()).Count == 3);
        service.App.Services.GetRequiredService<OutboxMetrics>().Measured(await service.App.Services.GetRequiredService<OutboxStore>().MeasureAsync(default));
        listener.RecordObservableInstruments();

        Assert.Equal((3, 1, 0), (seen["outbox.depth one"], seen["outbox.dead_letters one"], seen["outbox.depth two"]));
        Assert.InRange(seen["outbox.oldest.age one"], 0, 60);
        Assert.Equal((2, 1, 1), (seen["outbox.deliveries delivered one"], seen["outbox.deliveries retried one"], seen["outbox.deliveries dead one"]));

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = instrument.Name + string.Concat(tags.ToArray().OrderByDescending(t => t.Key, StringComparer.Ordinal).Select(t => $" {t.Value}"));
            lock (seen)
                seen[name] = instrument.IsObservable ? value : seen.GetValueOrDefault(name) + value;
        }
    }
}
