using Microsoft.Extensions.Hosting;

namespace SaasPlatform.Shared.Hosting;

/// <summary>Does something again and again while the service runs, for the first time after one interval. A turn that fails ends nothing.</summary>
/// <param name="interval">The time between two turns; turns never overlap.</param>
/// <param name="clock">Measures it.</param>
public abstract class PeriodicWork(TimeSpan interval, TimeProvider clock) : BackgroundService
{
    /// <summary>What measures the interval.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Does one turn.</summary>
    protected abstract Task TurnAsync(CancellationToken cancellationToken);

    /// <summary>Logs that a turn failed.</summary>
    protected abstract void LogFailure(Exception failure);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, Clock);
        // Stopping ends the timer, and a timer that ended is no error.
        await using var stopping = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailure(failure);
            }
        }
    }
}
