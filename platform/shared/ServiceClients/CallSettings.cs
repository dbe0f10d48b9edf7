using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>How long a service waits for another (section <c>ServiceCalls</c>).</summary>
public sealed class CallSettings
{
    /// <summary>Milliseconds for one attempt.</summary>
    [Range(50, 60_000)]
    public int AttemptMilliseconds { get; set; } = 2_000;

    /// <summary>Milliseconds for a call with all its attempts.</summary>
    [Range(50, 120_000)]
    public int TotalMilliseconds { get; set; } = 5_000;

    /// <summary>Milliseconds before the first retry; the next ones wait longer, with jitter.</summary>
    [Range(1, 10_000)]
    public int RetryMilliseconds { get; set; } = 200;

    /// <summary>Seconds without calls after half of at least ten have failed.</summary>
    [Range(1, 600)]
    public int BreakSeconds { get; set; } = 5;
}
