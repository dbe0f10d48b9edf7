using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.Events;

/// <summary>How the outbox delivers (section <c>Outbox</c>).</summary>
public sealed class OutboxSettings : IValidatableObject
{
    /// <summary>Deliveries to one destination at the same time, in this process.</summary>
    [Range(1, 1_000)]
    public int Parallel { get; set; } = 64;

    /// <summary>Milliseconds between looks at the queue while nothing announces a message.</summary>
    [Range(10, 600_000)]
    public int PollMilliseconds { get; set; } = 1_000;

    /// <summary>Seconds after which an attempt is given up.</summary>
    [Range(1, 600)]
    public int AttemptSeconds { get; set; } = 15;

    /// <summary>Seconds after which a message that a process claimed is anybody's again, should the process have died.</summary>
    [Range(2, 3_600)]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Attempts after which a message is a dead letter.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 60;

    /// <summary>Milliseconds before the second attempt; doubled each time, with jitter.</summary>
    [Range(1, 3_600_000)]
    public int FirstRetryMilliseconds { get; set; } = 1_000;

    /// <summary>The longest wait in seconds between attempts.</summary>
    [Range(1, 86_400)]
    public int LongestRetrySeconds { get; set; } = 600;

    /// <summary>PostgreSQL: a direct connection for LISTEN, where <c>Database:ConnectionString</c> goes through a pooler of transactions.</summary>
    public string? ListenConnectionString { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LeaseSeconds <= AttemptSeconds)
            yield return new ValidationResult("must be longer than Outbox:AttemptSeconds, so that nobody else takes a message that is on its way.", [nameof(LeaseSeconds)]);
    }
}
