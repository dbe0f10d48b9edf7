using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>The origins on which scripts of clients run. Every request that a browser sends from another site asks for them.</summary>
internal sealed class RegisteredOrigins(IServiceScopeFactory services, TimeProvider clock)
{
    private readonly RecentReading<FrozenSet<string>> _origins = new(services, clock, FindAsync);

    public async ValueTask<IReadOnlySet<string>> ReadAsync(CancellationToken cancellationToken) => await _origins.GetAsync(cancellationToken);

    /// <summary>An origin as browsers send it (RFC 6454 section 6.2): in lower case, the host in ASCII, without the usual port.</summary>
    public static string Serialize(Uri origin) => new UriBuilder(origin.Scheme, origin.IdnHost, origin.Port).Uri.GetLeftPart(UriPartial.Authority);

    private static async Task<FrozenSet<string>> FindAsync(IdentityDb db, CancellationToken cancellationToken)
    {
        var settings = await db.Clients
            .Where(c => c.Settings!.Contains(ClientSettings.Stored(ClientSettings.Origins)))
            .Select(c => c.Settings)
            .ToListAsync(cancellationToken);
        return settings.SelectMany(s => ClientSettings.Read(s, ClientSettings.Origins)?.Split(' ') ?? []).ToFrozenSet(StringComparer.Ordinal);
    }
}
