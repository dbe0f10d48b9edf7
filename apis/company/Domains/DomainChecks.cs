using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Audit;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>Writes what the DNS says into domains.</summary>
internal sealed class DomainChecks(CompanyDb db, AuditTrail audit, IOptions<DomainSettings> settings, TimeProvider clock)
{
    /// <summary>When a verified domain is looked at again whose record was not found.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    /// <summary>
    /// Takes a look over with the unit of work: the record proves the domain at once; that of a verified one may be gone for a while. That the
    /// DNS did not answer says nothing.
    /// </summary>
    public async Task TakeAsync(CompanyDomain domain, DomainFailure? failure, CancellationToken cancellationToken)
    {
        var (now, before, wasVerified) = (clock.GetUtcNow(), domain.Audited(), domain.IsVerified);
        domain.CheckedAt = now;
        domain.Failure = failure;
        domain.DueAt = failure is null ? NextDue(now) : now + TimeSpan.FromTicks(Math.Min(Soon.Ticks, settings.Value.RecheckAfter.Ticks));
        if (failure is null)
        {
            domain.VerifiedAt ??= now;
            domain.MissingSince = null;
        }
        else if (failure != DomainFailure.DnsUnavailable && wasVerified)
        {
            domain.MissingSince ??= now;
            if (LapsesAt(domain) <= now)
                domain.VerifiedAt = domain.MissingSince = null;
        }

        if (domain.IsVerified == wasVerified)
            return;
        domain.UpdatedAt = now;
        await audit.RecordAsync(
            db, domain.CompanyId, wasVerified ? "domain.lapsed" : "domain.verified", domain.AuditTarget(), AuditChanges.Between(before, domain.Audited()), cancellationToken);
        if (wasVerified)
            await TellOwnersAsync(domain, cancellationToken);
    }

    /// <summary>When a domain stops being verified if its record stays away; null where the record is there.</summary>
    public DateTimeOffset? LapsesAt(CompanyDomain domain) => domain.MissingSince + settings.Value.Grace;

    public DomainResponse Answer(CompanyDomain domain) => DomainResponse.From(domain, LapsesAt(domain));

    /// <summary>Scattered, so that domains that were verified together are not looked at together.</summary>
    private DateTimeOffset NextDue(DateTimeOffset now) => now + (settings.Value.RecheckAfter * (0.9 + (Random.Shared.NextDouble() / 5)));

    private async Task TellOwnersAsync(CompanyDomain domain, CancellationToken cancellationToken)
    {
        var owners = await db.Members.Where(m => m.CompanyId == domain.CompanyId && m.Role == MemberRole.Owner).Select(m => m.AccountId).ToListAsync(cancellationToken);
        foreach (var owner in owners)
            DomainMails.Enqueue(db, domain, owner);
    }
}
