using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Keys;

/// <summary>Keeps the key ring up to date.</summary>
internal sealed class KeyRotation(KeyRing ring, IOptions<KeySettings> settings, TimeProvider clock, ILogger<KeyRotation> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.CheckEvery, clock);
        // Stopping ends the timer, and a timer that ended is no error.
        await using var stopping = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ring.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The keys in memory stay good; the database may be back at the next turn.
                logger.LogError(failure, "The keys could not be refreshed");
            }
        }
    }
}
