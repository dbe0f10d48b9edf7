using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>
/// Looks again at the records of verified domains, a few a turn. Any number of replicas may do so. Whoever looks puts the domain off first, for
/// the time of a lease: killed, it leaves a domain that is due again when the lease ends.
/// </summary>
internal sealed class DomainRechecks(
    IServiceScopeFactory scopes, DomainRecords records, IOptions<DomainSettings> settings, TimeProvider clock, ILogger<DomainRechecks> logger)
    : PeriodicWork(settings.Value.RecheckEvery, clock)
{
    /// <summary>Longer than any look takes (<see cref="DnsSettings.TotalMilliseconds"/> is half a minute at most).</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>Looks at a few of those that are due.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> RecheckAsync(CancellationToken cancellationToken)
    {
        for (var checkedDomains = 0; ; checkedDomains++)
        {
            if (checkedDomains == settings.Value.RecheckBatch || await ClaimAsync(cancellationToken) is not { } domain)
                return checkedDomains;
            await StoreAsync(domain.Id, await records.LookAsync(domain, cancellationToken), cancellationToken);
        }
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var checkedDomains = await RecheckAsync(cancellationToken);
        if (checkedDomains > 0)
            logger.LogDebug("Looked at the records of {Count} domains", checkedDomains);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "A domain could not be checked");

    /// <summary>Puts off the domain that has been due for longest.</summary>
    private async Task<CompanyDomain?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        while (true)
        {
            var now = Clock.GetUtcNow();
            var due = await db.Domains.AsNoTracking().Where(d => d.VerifiedAt != null && d.DueAt <= now).OrderBy(d => d.DueAt).FirstOrDefaultAsync(cancellationToken);
            if (due is null)
                return null;

            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var claimed = await db.Domains.Where(d => d.Id == due.Id && d.DueAt == due.DueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now + Lease), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            // Else another replica was quicker, and the next one is looked for.
            if (claimed == 1)
                return due;
        }
    }

    private async Task StoreAsync(Guid domainId, DomainFailure? failure, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // One that is no longer verified, or no longer there, has nothing to lose.
        if (await db.Domains.SingleOrDefaultAsync(d => d.Id == domainId && d.VerifiedAt != null, cancellationToken) is not { } domain)
            return;

        scope.ServiceProvider.GetRequiredService<AuditTrail>().Worker = "domain_check";
        await scope.ServiceProvider.GetRequiredService<DomainChecks>().TakeAsync(domain, failure, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed the domain at that moment. It is due when they said, else when the lease ends.
        }
    }
}
