using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Resources;

/// <summary>The names of the registered scopes for the discovery document. Anybody may fetch that as often as they like, so they are read every other second at most.</summary>
internal sealed class PublishedScopes(IServiceScopeFactory services, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private sealed record Reading(DateTimeOffset At, IReadOnlyList<string> Names);

    private Reading? _last;

    public async ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_last is { } last && now - last.At < Lifetime)
            return last.Names;

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var names = await db.Scopes.OrderBy(s => s.Name).Select(s => s.Name!).ToListAsync(cancellationToken);
        _last = new(now, names);
        return names;
    }
}
