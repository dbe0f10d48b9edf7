using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// Deletes tokens and sessions that have expired, grants that have none left, and registrations and resets that nobody finished, in small batches along the indexes on time. A lock lets
/// one replica work at a time; the next one finds nothing to do.
/// </summary>
internal sealed class Pruning(IServiceScopeFactory scopes, IOptions<TokenSettings> settings, TimeProvider clock, ILogger<Pruning> logger)
    : PeriodicWork(settings.Value.PruneEvery, clock)
{
    private const int Batch = 1_000;

    /// <summary>An expired row is kept for a while: it tells a replay from a token that never was.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>Deletes what is due.</summary>
    /// <returns>How many rows were deleted.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var before = Clock.GetUtcNow().UtcDateTime - Margin;
        var tokens = db.Tokens.Where(t => t.ExpirationDate < before).OrderBy(t => t.ExpirationDate).Take(Batch);
        var grants = db.Grants
            // A consent stays until it is taken back.
            .Where(g => g.CreationDate < before && (g.Type == AuthorizationTypes.AdHoc || g.Status == Statuses.Revoked) && !g.Tokens.Any()
                && !db.Sessions.Any(s => s.Id == g.SessionId && s.EndedAt == null))
            .OrderBy(g => g.CreationDate).Take(Batch);
        // The grants of a session that lasts say which clients took part in it.
        var end = Clock.GetUtcNow() - Margin;
        var sessions = db.Sessions.Where(s => s.ExpiresAt < end).OrderBy(s => s.ExpiresAt).Take(Batch);
        // Personal data of people who did not become users: no margin.
        var now = Clock.GetUtcNow();
        var registrations = db.PendingRegistrations.Where(r => r.ExpiresAt <= now).OrderBy(r => r.ExpiresAt).Take(Batch);
        var resets = db.PasswordResets.Where(r => r.ExpiresAt <= now).OrderBy(r => r.ExpiresAt).Take(Batch);
        return await DeleteAsync(db, tokens, cancellationToken) + await DeleteAsync(db, sessions, cancellationToken) + await DeleteAsync(db, grants, cancellationToken)
            + await DeleteAsync(db, registrations, cancellationToken) + await DeleteAsync(db, resets, cancellationToken);
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var deleted = await PruneAsync(cancellationToken);
        if (deleted > 0)
            logger.LogInformation("Deleted {Count} expired tokens, sessions, grants, registrations and resets", deleted);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "What has expired could not be deleted");

    private static async Task<int> DeleteAsync<T>(IdentityDb db, IQueryable<T> batch, CancellationToken cancellationToken)
    {
        for (var total = 0; ;)
        {
            await using var transaction = await db.Database.LockAsync("prune", cancellationToken);
            var deleted = await batch.ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            total += deleted;
            if (deleted < Batch)
                return total;
        }
    }
}
