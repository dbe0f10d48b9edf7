using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Identity.Pages.SignIn;

/// <summary>How often one e-mail may be tried, from any address (section <c>RateLimits:sign-in-account</c>).</summary>
public sealed class AccountAttemptsSettings
{
    [Range(1, 10_000)]
    public int PermitLimit { get; set; } = 20;

    [Range(1, 86_400)]
    public int WindowSeconds { get; set; } = 300;
}

/// <summary>Counts attempts by e-mail, known or not: the limit says nothing about whether an account exists.</summary>
public sealed class AccountAttempts(IOptions<AccountAttemptsSettings> settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        email => RateLimitPartition.GetFixedWindowLimiter(email, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = settings.Value.PermitLimit,
            Window = TimeSpan.FromSeconds(settings.Value.WindowSeconds),
        }),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one attempt; gives the time to wait where none is left.</summary>
    public TimeSpan? Take(string email)
    {
        using var lease = limiter.AttemptAcquire(email);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(settings.Value.WindowSeconds);
    }

    public void Dispose() => limiter.Dispose();
}
