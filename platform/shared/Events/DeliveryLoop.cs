using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Shared.Events;

/// <summary>
/// Delivers to one destination: claims as many messages as there are free places, delivers them side by side, and settles
/// together what was delivered in the meantime. A destination that hangs takes no place of another one.
/// </summary>
internal sealed class DeliveryLoop(
    IDestination destination, OutboxStore store, OutboxSignal signal, OutboxSettings settings, OutboxMetrics metrics, ILogger logger)
    : IDisposable
{
    public const string ActivityName = "SaasPlatform.Outbox";

    private const int SettleAttempts = 3;

    private static readonly ActivitySource Activities = new(ActivityName);

    /// <summary>How long a stopping service lets attempts go on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Worker _worker = new(Guid.NewGuid(), destination.Name);
    private readonly SemaphoreSlim _free = new(settings.Parallel, settings.Parallel);
    private readonly Channel<OutboxMessage> _delivered = Channel.CreateUnbounded<OutboxMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, Task> _underWay = new();
    private readonly CancellationTokenSource _giveUp = new();

    private bool _isFailing;

    private TimeSpan Poll => TimeSpan.FromMilliseconds(settings.PollMilliseconds);

    /// <summary>Works until the service stops, then ends or hands back what is under way.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var settling = SettleAsync();
        var wake = signal.Subscribe(this);
        try
        {
            while (true)
            {
                var places = await TakePlacesAsync(stopping);
                var claims = await ClaimAsync(places);
                foreach (var claim in claims)
                    Start(claim);
                if (places > claims.Count)
                {
                    _free.Release(places - claims.Count);
                    await wake.WaitAsync(Poll, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _giveUp.CancelAfter(Grace);
            await Task.WhenAll(_underWay.Values);
            _delivered.Writer.Complete();
            await settling;
        }
    }

    public void Dispose()
    {
        _giveUp.Dispose();
        _free.Dispose();
    }

    private async Task<int> TakePlacesAsync(CancellationToken stopping)
    {
        await _free.WaitAsync(stopping);
        var places = 1;
        while (places < settings.Parallel && _free.Wait(0, CancellationToken.None))
            places++;
        return places;
    }

    /// <summary>Not to be cancelled: nobody would know whether the claim was committed.</summary>
    private async Task<IReadOnlyList<Claim>> ClaimAsync(int places)
    {
        try
        {
            var claims = await store.ClaimAsync(_worker, places, TimeSpan.FromSeconds(settings.LeaseSeconds), CancellationToken.None);
            _isFailing = false;
            return claims;
        }
        catch (Exception e)
        {
            // Once, not at every look while the database is away.
            if (!_isFailing)
                logger.LogError(e, "The outbox cannot claim messages for {Destination}", destination.Name);
            _isFailing = true;
            return [];
        }
    }

    private void Start(Claim claim)
    {
        var delivery = new Task<Task>(() => DeliverAsync(claim));
        _underWay[claim.Message.Id] = delivery.Unwrap();
        delivery.Start(TaskScheduler.Default);
    }

    private async Task DeliverAsync(Claim claim)
    {
        var message = claim.Message;
        var began = Stopwatch.GetTimestamp();
        var settled = false;
        try
        {
            settled = await AttemptAsync(claim);
            if (settled)
                metrics.Attempted(destination.Name, "delivered", Stopwatch.GetElapsedTime(began));
        }
        catch (Exception e)
        {
            await FailedAsync(claim, e, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            if (settled)
                _delivered.Writer.TryWrite(message);
            else
                Free(1);
            _underWay.TryRemove(message.Id, out _);
        }
    }

    private async Task<bool> AttemptAsync(Claim claim)
    {
        // Whoever claimed it for the last time did not come back to say what happened.
        if (claim.Attempts > settings.MaxAttempts)
            throw new UndeliverableException("The process ended during the last attempt.");

        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(_giveUp.Token);
        attempt.CancelAfter(TimeSpan.FromSeconds(settings.AttemptSeconds));
        using var activity = Activities.StartActivity($"deliver {claim.Message.Type}", ActivityKind.Producer, claim.Message.TraceParent);
        // One that does not heed the token must not go on unnoticed when the lease is over.
        await destination.DeliverAsync(claim.Message, attempt.Token).WaitAsync(attempt.Token);
        return true;
    }

    private async Task FailedAsync(Claim claim, Exception failure, TimeSpan duration)
    {
        var message = claim.Message;
        var error = DeliveryFailure.Describe(failure, settings);
        try
        {
            if (failure is OperationCanceledException && _giveUp.IsCancellationRequested)
            {
                await store.HandBackAsync(_worker, message, CancellationToken.None);
                metrics.Attempted(destination.Name, "handed_back", duration);
            }
            else if (failure is UndeliverableException || claim.Attempts >= settings.MaxAttempts)
            {
                await store.BuryAsync(_worker, message, error, CancellationToken.None);
                metrics.Attempted(destination.Name, "dead", duration);
                logger.LogError("{Type} {MessageId} to {Destination} is a dead letter: {Error}", message.Type, message.Id, destination.Name, error);
            }
            else
            {
                await store.RetryAsync(_worker, message, DeliveryFailure.Delay(failure, claim.Attempts, settings), error, CancellationToken.None);
                metrics.Attempted(destination.Name, "retried", duration);
                logger.LogWarning("{Type} {MessageId} to {Destination} failed at attempt {Attempt}: {Error}", message.Type, message.Id, destination.Name, claim.Attempts, error);
            }
        }
        catch (Exception e)
        {
            // It comes back when its lease is over.
            logger.LogError(e, "The outbox cannot store the failure of {MessageId} to {Destination}", message.Id, destination.Name);
        }
    }

    private async Task SettleAsync()
    {
        var batch = new List<OutboxMessage>(settings.Parallel);
        while (await _delivered.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < settings.Parallel && _delivered.Reader.TryRead(out var message))
                batch.Add(message);
            await SettleAsync(batch);
            Free(batch.Count);
        }
    }

    private async Task SettleAsync(List<OutboxMessage> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.SettleAsync(_worker, batch, CancellationToken.None);
                return;
            }
            catch (Exception e)
            {
                logger.LogError(e, "The outbox cannot settle {Count} messages delivered to {Destination}", batch.Count, destination.Name);
                // They are delivered again when their lease is over.
                if (attempt == SettleAttempts)
                    return;
                await Task.Delay(Poll);
            }
        }
    }

    /// <summary>Looks again: behind a message that is settled the next one of its aggregate may wait.</summary>
    private void Free(int places)
    {
        _free.Release(places);
        signal.Wake(this);
    }
}
