namespace SaasPlatform.Shared.Events;

/// <summary>
/// The messages of one aggregate to one destination: how many there were, how many are delivered, and how the delivery of the
/// oldest one left stands. Writers and workers meet at the lock of this row; messages themselves are never updated.
/// </summary>
internal sealed class OutboxAggregate
{
    public required string Destination { get; init; }

    public required string Aggregate { get; init; }

    /// <summary>The version of the newest message.</summary>
    public long Version { get; init; }

    /// <summary>The version of the newest delivered message; the next one is the oldest undelivered.</summary>
    public long Delivered { get; init; }

    /// <summary>When the oldest undelivered message may be tried; null while there is none, or a dead letter stands in front.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many times the oldest undelivered message was claimed.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when it is <see cref="ClaimedBy"/>'s alone.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    public Guid? ClaimedBy { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; init; }

    /// <summary>Since when the oldest undelivered message is a dead letter.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>Made for one message: goes with it.</summary>
    public bool IsAlone { get; init; }
}
