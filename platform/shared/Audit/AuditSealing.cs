using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Audit;

/// <summary>
/// Seals what was committed since the last time, batch after batch, one process at a time. Writers are not waited for and do not
/// wait: an entry that is committed later is sealed in a later batch.
/// </summary>
internal sealed class AuditSealing<TDb>(
    IServiceScopeFactory scopes, AuditSigning signing, IOptions<AuditSettings> settings, TimeProvider clock, ILogger<AuditSealing<TDb>> logger)
    : PeriodicWork(settings.Value.SealEvery, clock)
    where TDb : DbContext
{
    /// <summary>Seals everything that is committed.</summary>
    /// <returns>How many entries were sealed.</returns>
    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        for (var total = 0; ;)
        {
            var count = await SealBatchAsync(cancellationToken);
            total += count;
            if (count < AuditBatch.Size)
                return total;
        }
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var count = await SealAsync(cancellationToken);
        if (count > 0)
            logger.LogDebug("Sealed {Count} audit entries", count);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "New audit entries could not be sealed");

    private async Task<int> SealBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var open = db.Set<AuditEntry>().AsNoTracking().Where(e => e.Batch == null);
        if (!await open.AnyAsync(cancellationToken))
            return 0;

        await using var transaction = await db.Database.LockAsync($"audit {db.Model.GetDefaultSchema()}", cancellationToken);
        var entries = await open.OrderBy(e => e.Id).Take(AuditBatch.Size).ToListAsync(cancellationToken);
        if (entries.Count == 0)
            return 0;

        var last = await db.Set<AuditBatch>().AsNoTracking().OrderByDescending(b => b.Number).Select(b => new { b.Number, b.Hash }).FirstOrDefaultAsync(cancellationToken);
        var batch = Seal((last?.Number ?? 0) + 1, last?.Hash ?? new byte[AuditChain.HashBytes], entries);
        db.Add(batch);
        await db.SaveChangesAsync(cancellationToken);
        // By their ids: others of the same time may be committed meanwhile.
        var ids = entries.ConvertAll(e => e.Id);
        await db.Set<AuditEntry>().Where(e => ids.Contains(e.Id)).ExecuteUpdateAsync(set => set.SetProperty(e => e.Batch, batch.Number), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entries.Count;
    }

    private AuditBatch Seal(long number, byte[] previous, List<AuditEntry> entries)
    {
        // By the order of the ids' bytes, whatever the database holds for the order of ids.
        var leaves = entries.ConvertAll(AuditChain.Leaf);
        leaves.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        var open = new AuditBatch
        {
            Number = number,
            SealedAt = DateTimeOffset.FromUnixTimeMilliseconds(Clock.GetUtcNow().ToUnixTimeMilliseconds()),
            Entries = [.. leaves.SelectMany(l => l)],
            PreviousHash = previous,
            Hash = [],
            Signature = [],
        };
        var hash = AuditChain.HashOf(open);
        return new()
        {
            Number = open.Number,
            SealedAt = open.SealedAt,
            Entries = open.Entries,
            PreviousHash = open.PreviousHash,
            Hash = hash,
            Signature = signing.Sign(hash),
        };
    }
}
