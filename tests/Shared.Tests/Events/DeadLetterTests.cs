using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Messages that are not tried any more, and the commands for them.</summary>
public sealed class DeadLetterTests
{
    [Fact]
    public async Task DeadLetter_BlocksItsAggregateAlone_UntilItIsReplayed()
    {
        await using var service = await OutboxService.StartAsync(("Outbox:MaxAttempts", "3"));
        var broken = true;
        service.Destination.Behave = (m, _) => broken && m.Aggregate == "note:bad" ? throw new TimeoutException() : Task.CompletedTask;

        await service.EnqueueAsync("note:bad", "a", "b");
        await service.EnqueueAsync("note:good", "a");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync()).Any(a => a.DeadAt is not null));
        await service.EnqueueAsync("note:good", "b");
        await service.EnqueueAsync("note:bad", "c");
        await OutboxService.UntilAsync(async () => (await service.MessagesAsync()).Count == 3);

        var dead = (await service.AggregatesAsync()).Single(a => a.Aggregate == "note:bad");
        Assert.Equal((3L, 0L, 3, null, null, "TimeoutException"), (dead.Version, dead.Delivered, dead.Attempts, dead.DueAt, dead.ClaimedBy, dead.LastError));
        Assert.Equal([1, 2], service.Destination.VersionsOf("note:good"));
        Assert.Empty(service.Destination.VersionsOf("note:bad"));

        broken = false;
        var letter = (await service.MessagesAsync())[0];
        var listed = await CommandAsync(service, "list");
        Assert.Matches($"^{letter.Id}  [0-9TZ:-]+  one  note.written  3 attempts  TimeoutException\\n1 in all.$", listed.Output);
        Assert.Equal((0, "1 will be tried again."), await CommandAsync(service, "replay", letter.Id.ToString()));
        await service.DrainedAsync();

        Assert.Equal([1, 2, 3], service.Destination.VersionsOf("note:bad"));
        Assert.Equal(letter.Id, service.Destination.Received.First(m => m.Aggregate == "note:bad").Id);
    }

    [Fact]
    public async Task UndeliverableMessage_IsADeadLetterAtOnce()
    {
        await using var service = await OutboxService.StartAsync();
        service.Destination.Behave = (_, _) => throw new UndeliverableException("no such mailbox");

        await service.EnqueueAsync("note:1", "a");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync())[0].DeadAt is not null);

        Assert.Equal((1, "no such mailbox"), (service.Destination.Attempts, (await service.AggregatesAsync())[0].LastError));
    }

    [Fact]
    public async Task Replay_OfAllOrOfWhatIsNone()
    {
        await using var service = await OutboxService.StartAsync();
        service.Destination.Behave = (_, _) => service.Destination.Attempts <= 2 ? throw new UndeliverableException("no") : Task.CompletedTask;
        await service.EnqueueAsync("note:1", "a");
        await service.EnqueueAsync("note:2", "a");
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync()).All(a => a.DeadAt is not null));
        var stranger = Guid.NewGuid();

        Assert.Equal((1, $"There is no dead letter {stranger}."), await CommandAsync(service, "replay", stranger.ToString()));
        Assert.Equal(2, (await CommandAsync(service, "replay")).ExitCode);
        Assert.Equal(2, (await CommandAsync(service, "replay", "everything")).ExitCode);
        Assert.Equal((0, "2 will be tried again."), await CommandAsync(service, "replay", "all"));
        await service.DrainedAsync();
        Assert.Equal((0, "0 will be tried again."), await CommandAsync(service, "replay", "all"));
        Assert.Equal((0, "There is no dead letter."), await CommandAsync(service, "list"));
    }

    [Fact]
    public async Task MessageWhoseProcessesDie_IsADeadLetterAfterTheSameNumberOfAttempts()
    {
        await using var service = await OutboxService.StartAsync(("Outbox:MaxAttempts", "2"));
        await service.StopAsync();
        await service.ComposeAsync();
        await service.EnqueueAsync("note:1", "a");
        var store = service.App.Services.GetRequiredService<OutboxStore>();
        for (var i = 0; i < 2; i++)
        {
            Assert.Single(await store.ClaimAsync(new(Guid.NewGuid(), "one"), 10, TimeSpan.FromMinutes(1), default));
            await service.LetPassAsync(TimeSpan.FromMinutes(1));
        }

        await service.App.DisposeAsync();
        await service.StartAsync();
        await OutboxService.UntilAsync(async () => (await service.AggregatesAsync())[0].DeadAt is not null);

        Assert.Equal(0, service.Destination.Attempts);
    }

    internal static async Task<(int ExitCode, string Output)> CommandAsync(OutboxService service, string verb, params string[] arguments)
    {
        await using var scope = service.App.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<Command>().Single(c => c.Noun == "outbox" && c.Verb == verb);
        using var output = new StringWriter();
        var exitCode = await command.RunAsync(arguments, output, default);
        return (exitCode, output.ToString().TrimEnd());
    }
}
