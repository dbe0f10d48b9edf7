using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>A process with the real outbox is killed (SIGKILL) at each point where something could be lost or doubled; another one goes on.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int Aggregates = 4;
    private const int Events = 3;

    private readonly string _secret = WebhookSecret.Create();
    private readonly ConcurrentDictionary<string, int> _arrivals = new();
    private TestDatabase _database = null!;
    private TestDatabase _receiversDatabase = null!;
    private WebApplication _sender = null!;
    private WebApplication _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sender = NotesApp.Create(Settings(_database));
        await InAsync(_sender, db => db.Database.EnsureCreatedAsync());

        _receiversDatabase = await TestDatabase.CreateAsync();
        _receiver = NotesApp.Create(Settings(_receiversDatabase), builder =>
        {
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
            builder.AddReceivedEvents();
        });
        await InAsync(_receiver, db => db.Database.EnsureCreatedAsync());
        _receiver.UseRouting();
        _receiver.MapPost("/", async (ReceivedEvent received, NotesDb db, CancellationToken cancel) =>
        {
            _arrivals.AddOrUpdate($"{received.Aggregate} {received.Version}", 1, (_, n) => n + 1);
            await db.ApplyOnceAsync(received, () =>
            {
                db.Add(new Note { Text = received.Aggregate, WrittenAt = DateTimeOffset.UnixEpoch.AddSeconds(received.Version) });
                return db.SaveChangesAsync(cancel);
            }, cancel);
            return TypedResults.NoContent();
        }).AllowAnonymous();
        await _receiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.StopAsync();
        await _receiver.DisposeAsync();
        await _sender.DisposeAsync();
        await _receiversDatabase.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("after-commit", 0, 1)]
    [InlineData("after-claim", 0, 1)]
    [InlineData("after-delivery", Aggregates, 2)]
    [InlineData("before-acknowledgement", Aggregates, 2)]
    public async Task KilledProcess_LosesNothing_AndNothingIsAppliedTwice(string point, int arrivedBefore, int mostArrivals)
    {
        using (var killed = Start(point, Events))
        {
            // At its end there is no line more: what stopped it stands on standard error.
            Assert.True(await killed.StandardOutput.ReadLineAsync() == "reached " + point, killed.HasExited ? await killed.StandardError.ReadToEndAsync() : "It said something else.");
            await OutboxService.UntilAsync(() => _arrivals.Count >= arrivedBefore);
            killed.Kill();
            await killed.WaitForExitAsync();
            Assert.Equal(137, killed.ExitCode);
        }

        // Whatever happened, nothing was acknowledged.
        Assert.Equal(Events * Aggregates, await InAsync(_sender, db => db.Set<OutboxMessage>().CountAsync()));

        // What the killed process had claimed is its own until the lease is over.
        await InAsync(_sender, db => db.Set<OutboxAggregate>().ExecuteUpdateAsync(set => set.SetProperty(a => a.ClaimedUntil, a => a.ClaimedUntil == null ? null : DateTimeOffset.UnixEpoch)));
        using (var next = Start("none", 0))
        {
            await OutboxService.UntilAsync(async () => next.HasExited
                ? throw new InvalidOperationException(await next.StandardError.ReadToEndAsync())
                : await InAsync(_sender, db => db.Set<OutboxMessage>().CountAsync()) == 0);
            next.Kill();
            await next.WaitForExitAsync();
        }

        // By insertion: ids are made in time order. Every version of every aggregate is there, once, in order.
        var applied = (await InAsync(_receiver, db => db.Notes.AsNoTracking().ToListAsync())).OrderBy(n => n.Id).ToLookup(n => n.Text, n => (int)(n.WrittenAt - DateTimeOffset.UnixEpoch).TotalSeconds);
        Assert.Equal(Aggregates, applied.Count);
        Assert.All(applied, versions => Assert.Equal(Enumerable.Range(1, Events), versions));
        Assert.Equal(mostArrivals, _arrivals.Values.Max());
        Assert.Equal(Events * Aggregates, _arrivals.Count);
    }

    private Process Start(string point, int events)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../OutboxProcess/bin", configuration, "net10.0/OutboxProcess.dll"));
        var settings = Settings(_database).Concat(
        [
            new("Point", point), new("Receiver", _receiver.Urls.Single()), new("Aggregates", $"{Aggregates}"), new("Events", $"{events}"),
            // No attempt is given up before its process is killed, however busy the machine is.
            new("Outbox:AttemptSeconds", "300"), new("Outbox:LeaseSeconds", "301"),
        ]);
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. settings.Select(s => $"--{s.Key}={s.Value}")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private Dictionary<string, string?> Settings(TestDatabase database)
    {
        var settings = new Dictionary<string, string?>(database.Settings)
        {
            ["Database:MigrateAtStart"] = "false",
            ["Database:MinimumPoolSize"] = "0",
            ["Database:MaximumPoolSize"] = "10",
            ["Events:Secrets:0"] = _secret,
            ["Http:ShutdownDelaySeconds"] = "0",
            ["Logging:LogLevel:Default"] = "None",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "None",
        };
        if (settings.Remove("Database:OwnerConnectionString", out var owner))
            settings["Database:ConnectionString"] = owner;
        return settings;
    }

    private static async Task<T> InAsync<T>(WebApplication app, Func<NotesDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }
}
