using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

internal static class RemoveDomain
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid domainId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.DomainsManage, out var refusal))
            return refusal;

        var domain = await db.Domains.FindDomainAsync(companyId, domainId, cancellationToken);
        if (domain is null)
            return Problems.NotFound("domain");
        if (!ifMatch.Matches(domain.Version))
            return Problems.PreconditionFailed();

        db.Remove(domain);
        await audit.RecordAsync(db, companyId, "domain.removed", domain.AuditTarget(), AuditChanges.Between(domain.Audited(), null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Frees the verified domains of a company that is archived, with the unit of work: as its numbers, another company may take them.</summary>
    public static async Task ReleaseDomainsAsync(this CompanyDb db, AuditTrail audit, Company company, CancellationToken cancellationToken)
    {
        foreach (var domain in await db.Domains.Where(d => d.CompanyId == company.Id && d.VerifiedAt != null).ToListAsync(cancellationToken))
        {
            var before = domain.Audited();
            domain.VerifiedAt = domain.MissingSince = null;
            domain.UpdatedAt = company.UpdatedAt;
            await audit.RecordAsync(db, company.Id, "domain.released", domain.AuditTarget(), AuditChanges.Between(before, domain.Audited()), cancellationToken);
        }
    }
}
