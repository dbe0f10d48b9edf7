using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.Shared.Events;

/// <summary>
/// On PostgreSQL, tells other processes that share the queue of commits here, and hears of theirs. Announcements follow the
/// commit instead of travelling with it: NOTIFY inside of transactions makes them commit one after the other. What is lost
/// this way the workers' poll finds.
/// </summary>
internal sealed class OutboxListener(
    OutboxStore store, OutboxSignal signal, IOptions<DatabaseSettings> database, IOptions<OutboxSettings> settings, ILogger<OutboxListener> logger)
    : BackgroundService
{
    public const string Channel = "saasplatform_outbox";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Channel<bool> _announcements = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Value.Provider != DatabaseProvider.Postgres)
            return Task.CompletedTask;

        signal.Announce = () => _announcements.Writer.TryWrite(true);
        return Task.WhenAll(RepeatAsync(ListenAsync, stoppingToken), RepeatAsync(AnnounceAsync, stoppingToken));
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.LogWarning("The outbox lost its connection for notices ({Failure}); it polls until it has a new one", e.GetType().Name);
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(settings.Value.ListenConnectionString ?? database.Value.ConnectionString)
        {
            Pooling = false,
            // A connection that died without a word is noticed.
            KeepAlive = 15,
        };
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload != _self)
                signal.Wake();
        };
        await connection.OpenAsync(stopping);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);

        // Whatever was announced while nobody listened.
        signal.Wake();
        while (true)
            await connection.WaitAsync(stopping);
    }

    private async Task AnnounceAsync(CancellationToken stopping)
    {
        await foreach (var _ in _announcements.Reader.ReadAllAsync(stopping))
            await store.AnnounceAsync(_self, stopping);
    }
}
