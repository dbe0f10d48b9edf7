using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Claims;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Joining;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Invitations;

/// <summary>
/// Deletes invitations, claims and requests to join that led nowhere: personal data is not kept once its purpose is reached or lost (152-FZ, article 5, part 7). In
/// small batches along the index on time. Replicas may do so side by side: a row that another one deleted is no longer found.
/// </summary>
internal sealed class ExpiredPruning(IServiceScopeFactory scopes, IOptions<InvitationSettings> settings, TimeProvider clock, ILogger<ExpiredPruning> logger)
    : PeriodicWork(settings.Value.PruneEvery, clock)
{
    private const int Batch = 500;

    /// <summary>Deletes what is due.</summary>
    /// <returns>How many of each were deleted.</returns>
    public async Task<(int Invitations, int Claims, int JoinRequests)> PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        var now = Clock.GetUtcNow();
        var kept = now - settings.Value.KeepExpired;
        return (
            await PruneAsync<Invitation>(db, i => i.ExpiresAt <= kept, i => i.ExpiresAt, i => i.Id, cancellationToken),
            await PruneAsync<CompanyClaim>(db, c => c.ExpiresAt <= now, c => c.ExpiresAt, c => c.Id, cancellationToken),
            await PruneAsync<JoinRequest>(db, r => r.ExpiresAt <= now, r => r.ExpiresAt, r => r.Id, cancellationToken));
    }

    /// <summary>
    /// What is due is asked twice: of the batch, and again of each row as it is once whoever changes it has finished, so that an invitation that is
    /// being sent again stays.
    /// </summary>
    private static async Task<int> PruneAsync<T>(
        CompanyDb db, Expression<Func<T, bool>> isDue, Expression<Func<T, DateTimeOffset>> at, Expression<Func<T, Guid>> id, CancellationToken cancellationToken)
        where T : class
    {
        for (var total = 0; ;)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var batch = await db.Set<T>().Where(isDue).OrderBy(at).Select(id).Take(Batch).ToListAsync(cancellationToken);
            var deleted = await db.Set<T>().Where(isDue).Where(e => batch.Contains(EF.Property<Guid>(e, nameof(Invitation.Id)))).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            total += deleted;
            if (batch.Count < Batch)
                return total;
        }
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var (invitations, claims, requests) = await PruneAsync(cancellationToken);
        if (invitations + claims + requests > 0)
            logger.LogInformation("Deleted {Invitations} invitations, {Claims} claims and {JoinRequests} requests to join that had expired", invitations, claims, requests);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "What has expired of invitations, claims and requests to join could not be deleted");
}
