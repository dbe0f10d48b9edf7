using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>
/// Until when DaData is not to be asked. In the memory of the process: a restart, as after a new key or a paid plan, asks again,
/// and each replica learns it by one request of its own.
/// </summary>
internal sealed class DaDataQuota(TimeProvider clock)
{
    /// <summary>DaData counts by days of Moscow, which has kept UTC+3 all year since 2014.</summary>
    private static readonly TimeSpan Moscow = TimeSpan.FromHours(3);

    private long _until;

    /// <exception cref="UnavailableException">503 <c>registry_quota_exceeded</c>, with the time that is left.</exception>
    public void ThrowIfExceeded()
    {
        var left = new DateTimeOffset(Interlocked.Read(ref _until), TimeSpan.Zero) - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
            throw new UnavailableException("registry_quota_exceeded", "The company registry answers no more for now; the form can be filled in by hand.", left);
    }

    /// <summary>Asks no more today.</summary>
    /// <returns>When the next day begins in Moscow.</returns>
    public DateTimeOffset PauseUntilMidnight()
    {
        var moscow = clock.GetUtcNow().ToOffset(Moscow);
        return PauseUntil(new DateTimeOffset(moscow.Date.AddDays(1), Moscow));
    }

    /// <summary>Asks no more for a while.</summary>
    public DateTimeOffset PauseFor(TimeSpan time) => PauseUntil(clock.GetUtcNow() + time);

    /// <summary>A short pause never ends a longer one.</summary>
    private DateTimeOffset PauseUntil(DateTimeOffset time)
    {
        for (var known = Interlocked.Read(ref _until); known < time.UtcTicks;)
        {
            var seen = Interlocked.CompareExchange(ref _until, time.UtcTicks, known);
            if (seen == known)
                break;
            known = seen;
        }

        return time;
    }
}
