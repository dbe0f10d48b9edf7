using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SaasPlatform.Shared.Events;

/// <summary>The instruments of the meter <c>SaasPlatform.Outbox</c>, each by destination.</summary>
internal sealed class OutboxMetrics
{
    public const string MeterName = "SaasPlatform.Outbox";

    private readonly ConcurrentDictionary<string, QueueState> _states = new();
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _duration;

    public OutboxMetrics(IMeterFactory meters, IEnumerable<IDestination> destinations)
    {
        var meter = meters.Create(MeterName);
        foreach (var destination in destinations)
            _states[destination.Name] = new(destination.Name, 0, 0, 0);
        meter.CreateObservableGauge("outbox.depth", () => Observe(s => s.Depth), "{message}", "Messages that are not delivered yet.");
        meter.CreateObservableGauge("outbox.oldest.age", () => Observe(s => s.OldestSeconds), "s", "Age of the oldest message that is not delivered yet.");
        meter.CreateObservableGauge("outbox.dead_letters", () => Observe(s => s.DeadLetters), "{message}", "Messages that are not tried any more.");
        _deliveries = meter.CreateCounter<long>("outbox.deliveries", "{attempt}", "Attempts to deliver, by outcome: delivered, retried, dead, handed_back.");
        _duration = meter.CreateHistogram<double>("outbox.delivery.duration", "s", "How long an attempt took.");
    }

    public void Attempted(string destination, string outcome, TimeSpan duration)
    {
        KeyValuePair<string, object?> to = new("destination", destination);
        _deliveries.Add(1, to, new("outcome", outcome));
        _duration.Record(duration.TotalSeconds, to);
    }

    /// <summary>Takes over a measurement; a destination that it does not name has nothing waiting.</summary>
    public void Measured(IReadOnlyList<QueueState> states)
    {
        foreach (var name in _states.Keys)
            _states[name] = new(name, 0, 0, 0);
        foreach (var state in states)
            _states[state.Destination] = state;
    }

    private IEnumerable<Measurement<T>> Observe<T>(Func<QueueState, T> value)
        where T : struct =>
        _states.Values.Select(s => new Measurement<T>(value(s), new KeyValuePair<string, object?>("destination", s.Destination)));
}
