using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Identity.Pages.SignIn;

/// <summary>How often one e-mail may be tried, from any address (section <c>RateLimits:sign-in-account</c>).</summary>
public sealed class AccountAttemptsSettings
{
    /// <summary>Attempts a window.</summary>
    [Range(1, 10_000)]
    public int PermitLimit { get; set; } = 20;

    /// <summary>The window in seconds.</summary>
    [Range(1, 86_400)]
    public int WindowSeconds { get; set; } = 300;
}

/// <summary>How many mails one address may be sent on demand (section <c>RateLimits:mail-address</c>): whoever owns it need not have asked.</summary>
public sealed class MailAttemptsSettings
{
    /// <summary>Mails a window.</summary>
    [Range(1, 10_000)]
    public int PermitLimit { get; set; } = 6;

    /// <summary>The window in seconds.</summary>
    [Range(1, 86_400)]
    public int WindowSeconds { get; set; } = 3_600;
}

/// <summary>Counts sign-ins by e-mail, known or not: the limit says nothing about whether an account exists.</summary>
public sealed class AccountAttempts(IOptions<AccountAttemptsSettings> settings)
    : AttemptsByEmail(settings.Value.PermitLimit, TimeSpan.FromSeconds(settings.Value.WindowSeconds));

/// <summary>Counts mails on demand by e-mail, known or not.</summary>
public sealed class MailAttempts(IOptions<MailAttemptsSettings> settings)
    : AttemptsByEmail(settings.Value.PermitLimit, TimeSpan.FromSeconds(settings.Value.WindowSeconds));

/// <summary>Counts in the memory of the process.</summary>
public abstract class AttemptsByEmail(int permits, TimeSpan window) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        email => RateLimitPartition.GetFixedWindowLimiter(email, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one attempt; gives the time to wait where none is left.</summary>
    public TimeSpan? Take(string email)
    {
        using var lease = limiter.AttemptAcquire(email);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : window;
    }

    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }
}
