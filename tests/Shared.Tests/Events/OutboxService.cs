using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>The notes service with an outbox and destinations that tests direct. Several can share one database on PostgreSQL.</summary>
internal sealed class OutboxService : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<WebApplicationBuilder>? _configure;

    private OutboxService(TestDatabase database, bool ownsDatabase, (string Name, string Value)[] settings, Action<WebApplicationBuilder>? configure)
    {
        (_database, _ownsDatabase, _configure) = (database, ownsDatabase, configure);
        _settings = new(database.Settings)
        {
            ["Database:MigrateAtStart"] = "false",
            ["Outbox:FirstRetryMilliseconds"] = "1",
            ["Outbox:PollMilliseconds"] = "50",
            ["Logging:LogLevel:Default"] = "None",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "None",
        };
        if (database.Settings.TryGetValue("Database:OwnerConnectionString", out var owner))
            _settings["Database:ConnectionString"] = owner;
        foreach (var (name, value) in settings)
            _settings[name] = value;
    }

    public WebApplication App { get; private set; } = null!;

    public TestDestination Destination { get; } = new("one");

    public TestDestination Other { get; } = new("two");

    public static Task<OutboxService> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    public static async Task<OutboxService> StartAsync(Action<WebApplicationBuilder>? configure, params (string Name, string Value)[] settings)
    {
        var service = new OutboxService(await TestDatabase.CreateAsync(), true, settings, configure);
        await service.StartAsync();
        return service;
    }

    /// <summary>Another process of the same service, as far as the queue can tell.</summary>
    public Task<OutboxService> BesideAsync(params (string Name, string Value)[] settings) => BesideAsync(null, settings);

    public async Task<OutboxService> BesideAsync(Action<WebApplicationBuilder>? configure, params (string Name, string Value)[] settings)
    {
        var service = new OutboxService(_database, false, settings, configure);
        await service.StartAsync();
        return service;
    }

    public async Task StartAsync()
    {
        await ComposeAsync();
        await App.StartAsync();
    }

    /// <summary>The service as a command has it: it enqueues, and delivers nothing.</summary>
    public async Task ComposeAsync()
    {
        App = NotesApp.Create(_settings, builder =>
        {
            builder.Services.AddSingleton<IDestination>(Destination);
            builder.Services.AddSingleton<IDestination>(Other);
            _configure?.Invoke(builder);
        });
        await InDatabaseAsync(db => db.Database.EnsureCreatedAsync());
    }

    /// <summary>Stops as a service that is asked to.</summary>
    public async Task StopAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    public Task EnqueueAsync(string aggregate, params string[] texts) => InDatabaseAsync(async db =>
    {
        foreach (var text in texts)
        {
            db.Enqueue("one", "note.written", aggregate, new { text });
            await db.SaveChangesAsync();
        }
    });

    public Task<List<OutboxMessage>> MessagesAsync() => InDatabaseAsync(db => db.Set<OutboxMessage>().OrderBy(m => m.Aggregate).ThenBy(m => m.Version).ToListAsync());

    public Task<List<OutboxAggregate>> AggregatesAsync() => InDatabaseAsync(db => db.Set<OutboxAggregate>().AsNoTracking().OrderBy(a => a.Aggregate).ToListAsync());

    /// <summary>Waits until nothing is left to deliver.</summary>
    public Task DrainedAsync() => UntilAsync(async () => (await MessagesAsync()).Count == 0);

    /// <summary>Lets this much time pass for back-offs and leases, by setting them earlier.</summary>
    public Task LetPassAsync(TimeSpan time) => InDatabaseAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var a in await db.Set<OutboxAggregate>().AsNoTracking().Where(a => a.DueAt != null).ToListAsync())
        {
            await db.Set<OutboxAggregate>().Where(x => x.Aggregate == a.Aggregate && x.Destination == a.Destination).ExecuteUpdateAsync(s => s
                .SetProperty(x => x.DueAt, a.DueAt - time)
                .SetProperty(x => x.ClaimedUntil, a.ClaimedUntil - time));
        }

        await transaction.CommitAsync();
    });

    public async Task<T> InDatabaseAsync<T>(Func<NotesDb, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }

    public Task InDatabaseAsync(Func<NotesDb, Task> work) => InDatabaseAsync(async db =>
    {
        await work(db);
        return true;
    });

    /// <summary>Waits for a condition; a minute without it is a failure.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
            await Task.Delay(10, patience.Token);
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_ownsDatabase)
            await _database.DisposeAsync();
    }
}

/// <summary>A destination that keeps what it got and does as it is told.</summary>
internal sealed class TestDestination(string name) : IDestination
{
    private readonly ConcurrentQueue<OutboxMessage> _received = new();

    public string Name => name;

    /// <summary>Called for every attempt, before the message counts as received.</summary>
    public Func<OutboxMessage, CancellationToken, Task> Behave { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<OutboxMessage> Received => [.. _received];

    public int Attempts => _attempts;

    private int _attempts;

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        await Behave(message, cancellationToken);
        _received.Enqueue(message);
    }

    /// <summary>The versions that came of an aggregate, in the order in which they came.</summary>
    public IEnumerable<long> VersionsOf(string aggregate) => _received.Where(m => m.Aggregate == aggregate).Select(m => m.Version);
}
