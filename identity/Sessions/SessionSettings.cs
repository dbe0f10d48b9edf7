using System.ComponentModel.DataAnnotations;

namespace SaasPlatform.Identity.Sessions;

/// <summary>How long a person stays signed in at a browser (section <c>Sessions</c>).</summary>
public sealed class SessionSettings
{
    /// <summary>How long a session waits for the person to come back.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a session lasts at most.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a session of a person who asked to stay signed in waits for them.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan RememberedIdleLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a session of a person who asked to stay signed in lasts at most.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan RememberedLifetime { get; set; } = TimeSpan.FromDays(90);
}
