using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>
/// Asks the register again about each Russian company in use, one after another and a few a turn: people's lookups share its daily quota.
/// Any number of replicas may do so. Whoever asks puts the company off first, for the time of a lease: killed, or refused by the register, it
/// leaves a company that is due again when the lease ends. The first answer that does not come ends the turn.
/// </summary>
internal sealed class CompanyRechecks(
    IServiceScopeFactory scopes, RegistryLookups lookups, IOptions<RegistrySettings> settings, TimeProvider clock, ILogger<CompanyRechecks> logger)
    : PeriodicWork(settings.Value.RecheckEvery, clock)
{
    /// <summary>Longer than any lookup takes (<see cref="RegistrySettings.TotalMilliseconds"/> is a minute at most).</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>Asks about a few of those that are due.</summary>
    /// <returns>About how many the register, or a fresh copy, answered.</returns>
    public async Task<int> RecheckAsync(CancellationToken cancellationToken)
    {
        for (var answered = 0; ; answered++)
        {
            if (answered == settings.Value.RecheckBatch || await ClaimAsync(cancellationToken) is not { } company || !await CheckAsync(company, cancellationToken))
                return answered;
        }
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        var answered = await RecheckAsync(cancellationToken);
        if (answered > 0)
            logger.LogDebug("Asked the company registry about {Count} companies", answered);
    }

    protected override void LogFailure(Exception failure) => logger.LogError(failure, "A company could not be checked in the registry");

    /// <summary>Puts off the company that has been due for longest; those that were never asked for come first.</summary>
    private async Task<DueCompany?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        while (true)
        {
            var now = Clock.GetUtcNow();
            var due = await db.Companies
                .Where(c => c.Status == CompanyStatus.Active && c.Kind != CompanyKind.ForeignCompany && c.RegistryDueAt <= now)
                .OrderBy(c => c.RegistryDueAt)
                .Select(c => new DueCompany(c.Id, c.Inn!, c.RegistryDueAt))
                .FirstOrDefaultAsync(cancellationToken);
            if (due is null)
                return null;

            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var claimed = await db.Companies.Where(c => c.Id == due.Id && c.RegistryDueAt == due.DueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RegistryDueAt, now + Lease), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            // Else another replica was quicker, and the next one is looked for.
            if (claimed == 1)
                return due;
        }
    }

    /// <returns>Whether there was an answer.</returns>
    private async Task<bool> CheckAsync(DueCompany due, CancellationToken cancellationToken)
    {
        try
        {
            var lookup = await lookups.FindAsync(due.Inn, kpp: null, cancellationToken);
            // An old copy: the register could not be asked, for which reason is logged where it was.
            if (lookup.IsStale)
                return false;
            await StoreAsync(due.Id, lookup, cancellationToken);
            return true;
        }
        catch (UnavailableException)
        {
            return false;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed the company, or another replica checked it, at that moment. It is due when they said, else when the lease ends.
            return true;
        }
    }

    private async Task StoreAsync(Guid companyId, RegistryLookup lookup, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CompanyDb>();
        var checks = scope.ServiceProvider.GetRequiredService<CompanyChecks>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!lookup.IsAnswer)
        {
            var next = checks.NextDue();
            await db.Companies.Where(c => c.Id == companyId).ExecuteUpdateAsync(set => set.SetProperty(c => c.RegistryDueAt, next), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return;
        }

        var company = await db.Companies.SingleOrDefaultAsync(c => c.Id == companyId && c.Status == CompanyStatus.Active, cancellationToken);
        if (company is null)
            return;

        var (before, statusBefore) = (company.Audited(), company.RegistryStatus);
        checks.Take(company, lookup);
        await checks.AnnounceAsync(company, statusBefore, cancellationToken);
        var changes = AuditChanges.Between(before, company.Audited());
        if (!changes.AreNone)
        {
            company.UpdatedAt = Clock.GetUtcNow();
            var audit = scope.ServiceProvider.GetRequiredService<AuditTrail>();
            audit.Worker = "registry_check";
            await audit.RecordAsync(
                db, companyId, company.RegistryStatus == statusBefore ? "company.checked" : "company.status_changed", company.AuditTarget(), changes, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record DueCompany(Guid Id, string Inn, DateTimeOffset DueAt);
}
