namespace SaasPlatform.Identity.Data;

/// <summary>
/// What the database said a moment ago. For what anybody may ask as often as they like: it is read every other second at most, and every
/// replica knows a change within that time.
/// </summary>
/// <param name="services">Where the database is.</param>
/// <param name="clock">What a moment is.</param>
/// <param name="read">Reads it anew.</param>
internal sealed class RecentReading<T>(IServiceScopeFactory services, TimeProvider clock, Func<IdentityDb, CancellationToken, Task<T>> read)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private sealed record Reading(DateTimeOffset At, T Value);

    private Reading? _last;

    public async ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_last is { } last && now - last.At < Lifetime)
            return last.Value;

        await using var scope = services.CreateAsyncScope();
        var value = await read(scope.ServiceProvider.GetRequiredService<IdentityDb>(), cancellationToken);
        _last = new(now, value);
        return value;
    }
}
