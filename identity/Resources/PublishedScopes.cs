using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Resources;

/// <summary>The names of the registered scopes for the discovery document.</summary>
internal sealed class PublishedScopes(IServiceScopeFactory services, TimeProvider clock)
{
    private readonly RecentReading<List<string>> _names = new(services, clock, (db, cancellationToken) =>
        db.Scopes.OrderBy(s => s.Name).Select(s => s.Name!).ToListAsync(cancellationToken));

    public async ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken) => await _names.GetAsync(cancellationToken);
}
