using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>
/// Deletes copies that were not renewed for long, in small batches along the index on time. Replicas may do so side by side: a
/// row that another one deleted is no longer found.
/// </summary>
internal sealed class RegistryPruning(IServiceScopeFactory scopes, IOptions<RegistrySettings> settings, TimeProvider clock, ILogger<RegistryPruning> logger)
    : PeriodicWork(settings.Value.PruneEvery, clock)
{
    private const int Batch = 1_000;

    /// <summary>Deletes what is due.</summary>
    /// <returns>How many entries were deleted.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        var now = Clock.GetUtcNow();
        var (found, missing) = (now - settings.Value.KeepFor, now - settings.Value.MissingFreshFor);
        // That there is no such company is of no use once it is no longer believed.
        var due = db.RegistryEntries.Where(e => e.CheckedAt < found || (!e.IsFound && e.CheckedAt < missing)).OrderBy(e => e.CheckedAt).Take(Batch);
        for (var total = 0; ;)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var deleted = await due.ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            total += deleted;
            if (deleted < Batch)
                return total;
        }
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var deleted = await PruneAsync(cancellationToken);
        if (deleted > 0)
            logger.LogInformation("Deleted {Count} old copies of registry entries", deleted);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "Old copies of registry entries could not be deleted");
}
