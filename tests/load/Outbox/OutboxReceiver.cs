using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Load.Outbox;

/// <summary>
/// Another process: receives over HTTP at <c>/</c>, and, as a replica that shares the queue, delivers what the first one
/// enqueues for it. It answers with the lags that it measured; both processes read one machine's monotonic clock.
/// </summary>
internal static class OutboxReceiver
{
    public static async Task RunAsync(string connectionString, string address)
    {
        var lags = new List<double>();
        var received = 0;
        void Note(JsonElement data)
        {
            if (!data.TryGetProperty("at", out var at))
                return;
            var lag = Stopwatch.GetElapsedTime(at.GetInt64()).TotalMilliseconds;
            lock (lags)
                lags.Add(lag);
        }

        await using var replica = LoadService.Create(connectionString, new Counter("replica", (m, _) =>
        {
            using var payload = JsonDocument.Parse(m.Payload);
            Note(payload.RootElement);
            return Task.CompletedTask;
        }));
        await replica.StartAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.MapPost("/", async (HttpRequest request) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            Note(body.RootElement.GetProperty("data"));
            Interlocked.Increment(ref received);
            return Results.NoContent();
        });
        app.MapGet("/lags", () =>
        {
            lock (lags)
            {
                var copy = lags.ToArray();
                lags.Clear();
                return Results.Json(copy);
            }
        });
        await app.RunAsync();
    }
}
