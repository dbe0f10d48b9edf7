namespace SaasPlatform.Shared.Events;

/// <summary>Something that happened, on its way to one destination. Stored until it is delivered, then deleted.</summary>
public sealed class OutboxMessage
{
    /// <summary>The longest payload in bytes of UTF-8.</summary>
    public const int PayloadLimit = 256 * 1024;

    internal const int NameLength = 100;
    internal const int AggregateLength = 200;

    /// <summary>Stays the same however often it is sent (<c>webhook-id</c>).</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the <see cref="IDestination"/>.</summary>
    public required string Destination { get; init; }

    /// <summary>What happened, for example <c>account.changed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it happened to. Messages of one aggregate reach a destination one after the other, by version.</summary>
    public required string Aggregate { get; init; }

    /// <summary>Counts the messages of the aggregate to this destination from 1, in the order of their commits, without a gap.</summary>
    public long Version { get; set; }

    /// <summary>JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>When it was committed.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The trace that it happened in (W3C <c>traceparent</c>).</summary>
    public string? TraceParent { get; init; }

    /// <summary>Belongs to no sequence: nothing waits for it, and nothing is remembered of it.</summary>
    internal bool IsAlone { get; init; }
}
