using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Load.Outbox;

/// <summary>How fast the outbox drains, and how soon a live receiver has a message; beside the commits of single rows in the same run.</summary>
internal static class OutboxLoad
{
    private const int Messages = 10_000;
    private const int Aggregates = 2_000;
    private const int Lags = 500;
    private const int Writers = 16;

    public static async Task RunAsync()
    {
        var server = Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set TEST_POSTGRES to the connection string of a PostgreSQL superuser.");
        var name = "saas_load_" + Guid.NewGuid().ToString("N");
        await using var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await ExecuteAsync(admin, $"CREATE DATABASE {name}");
        try
        {
            await MeasureAsync(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(admin, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static async Task MeasureAsync(string connectionString)
    {
        await using var enqueuing = LoadService.Create(connectionString);
        await enqueuing.InAsync(db => db.Database.EnsureCreatedAsync());
        var one = await RateAsync(2_000, 1, () => CommitRowAsync(enqueuing));
        var many = await RateAsync(10_000, Writers, () => CommitRowAsync(enqueuing));
        Print("single INSERT commits, one connection", one, one);
        Print($"single INSERT commits, {Writers} connections", many, one);
        Print($"commits of a message, {Writers} connections", await EnqueueAsync(enqueuing, "nothing"), one);
        Print("drain, destination that does nothing", await DrainAsync(connectionString, "nothing", (_, _) => Task.CompletedTask), one);

        using var receiver = new ReceiverProcess(connectionString);
        await receiver.ReadyAsync();
        WebhookSecret[] secrets = [WebhookSecret.TryParse(WebhookSecret.Create(), out var secret) ? secret : throw new InvalidOperationException()];
        Task Post(OutboxMessage m, CancellationToken c) => WebhookPost.SendAsync(receiver.Http, receiver.Address, m, secrets, DateTimeOffset.UtcNow, c);
        await EnqueueAsync(enqueuing, "http");
        Print("drain, HTTP receiver in another process", await DrainAsync(connectionString, "http", Post), one);

        await using var sender = LoadService.Create(connectionString, new Counter("http", Post));
        await sender.StartAsync();
        await LagAsync(sender, receiver, "http", "lag to an HTTP receiver in another process");
        await LagAsync(sender, receiver, "replica", "lag to another process that shares the queue (NOTIFY)");
    }

    private static async Task CommitRowAsync(WebApplication app) => await app.InAsync(db =>
    {
        db.Rows.Add(new Row { Payload = "x" });
        return db.SaveChangesAsync();
    });

    private static Task<double> EnqueueAsync(WebApplication app, string destination)
    {
        var number = 0;
        return RateAsync(Messages, Writers, () => app.InAsync(db =>
        {
            db.Enqueue(destination, "load.message", $"aggregate:{Interlocked.Increment(ref number) % Aggregates}", new { text = "x" });
            return db.SaveChangesAsync();
        }));
    }

    /// <summary>From the start of the workers to the last message deleted.</summary>
    private static async Task<double> DrainAsync(string connectionString, string destination, Func<OutboxMessage, CancellationToken, Task> deliver)
    {
        var counter = new Counter(destination, deliver);
        await using var app = LoadService.Create(connectionString, counter);
        var began = Stopwatch.GetTimestamp();
        await app.StartAsync();
        while (await app.InAsync(db => db.Set<OutboxMessage>().AnyAsync()))
            await Task.Delay(10);
        var rate = Messages / Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (counter.Count != Messages)
            Console.WriteLine($"  (delivered {counter.Count} times)");
        await app.StopAsync();
        return rate;
    }

    /// <summary>One message at a time, from before its commit to the receiver.</summary>
    private static async Task LagAsync(WebApplication app, ReceiverProcess receiver, string destination, string what)
    {
        await receiver.LagsAsync();
        for (var i = 0; i < Lags; i++)
        {
            await app.InAsync(db =>
            {
                db.Enqueue(destination, "load.lag", $"lag:{i}", new { at = Stopwatch.GetTimestamp() });
                return db.SaveChangesAsync();
            });
            await Task.Delay(5);
        }

        var lags = new List<double>();
        while (lags.Count < Lags)
        {
            await Task.Delay(50);
            lags.AddRange(await receiver.LagsAsync());
        }

        lags.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} median {lags[lags.Count / 2]:0.0} ms, p99 {lags[lags.Count * 99 / 100]:0.0} ms (with the commit)"));
    }

    private static async Task<double> RateAsync(int count, int parallel, Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (_, _) => await work());
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Print(string what, double rate, double reference) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {rate,8:0}/s  {rate / reference,6:0.00} of single commits"));

    private static async Task ExecuteAsync(NpgsqlDataSource admin, string statement)
    {
        await using var command = admin.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class ReceiverProcess : IDisposable
    {
        private readonly Process _process;

        public ReceiverProcess(string connectionString)
        {
            using (var listener = new TcpListener(IPAddress.Loopback, 0))
            {
                listener.Start();
                Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
            }

            _process = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "load.dll"), "outbox-receiver", connectionString, Address.AbsoluteUri]);
        }

        public Uri Address { get; }

        public HttpClient Http { get; } = new();

        public async Task ReadyAsync()
        {
            for (var attempt = 0; attempt < 200; attempt++)
            {
                try
                {
                    await LagsAsync();
                    return;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(100);
                }
            }

            throw new InvalidOperationException("The receiver did not start.");
        }

        public async Task<double[]> LagsAsync() => (await Http.GetFromJsonAsync<double[]>(new Uri(Address, "lags")))!;

        public void Dispose()
        {
            _process.Kill();
            _process.Dispose();
            Http.Dispose();
        }
    }
}
