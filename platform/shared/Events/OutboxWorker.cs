using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Events;

/// <summary>Runs a delivery loop a destination, and measures the queue.</summary>
internal sealed class OutboxWorker(
    IEnumerable<IDestination> destinations, OutboxStore store, OutboxSignal signal, IOptions<OutboxSettings> settings, OutboxMetrics metrics,
    Starting starting, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that there may be no tables.
        await starting.Completion.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!starting.Completion.IsCompletedSuccessfully)
            return;

        var loops = destinations.Select(d => new DeliveryLoop(d, store, signal, settings.Value, metrics, logger)).ToList();
        await Task.WhenAll(loops.Select(l => l.RunAsync(stoppingToken)).Append(MeasureAsync(stoppingToken)));
        loops.ForEach(l => l.Dispose());
    }

    private async Task MeasureAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                metrics.Measured(await store.MeasureAsync(stopping));
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(e, "The outbox cannot be measured");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(MeasureEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
