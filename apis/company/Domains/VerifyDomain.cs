using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

internal static class VerifyDomain
{
    public static async Task<Results<Versioned<DomainResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid domainId, CompanyDb db, CurrentUser user, DomainRecords records, DomainChecks checks, CancellationToken cancellationToken)
    {
        var asked = await db.Members.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken);
        if (!asked.MayChange(Permission.DomainsManage, out var refusal))
            return refusal;
        var pending = await db.Domains.AsNoTracking().FindDomainAsync(companyId, domainId, cancellationToken);
        if (pending is null)
            return Problems.NotFound("domain");

        // Nothing is locked while the DNS is asked, so that everything is asked for again.
        var failure = await records.LookAsync(pending, cancellationToken);
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.DomainsManage, out refusal))
            return refusal;
        var domain = await db.Domains.FindDomainAsync(companyId, domainId, cancellationToken);
        if (domain is null)
            return Problems.NotFound("domain");

        await checks.TakeAsync(domain, failure, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation<CompanyDomain>(e, nameof(CompanyDomain.Name)))
        {
            return Problems.Conflict("domain_taken", "Another company has verified this domain.", "It can be verified once that company has removed it, or its record is gone for some days.");
        }

        await change.CommitAsync(cancellationToken);
        return new Versioned<DomainResponse>(checks.Answer(domain), domain.Version);
    }
}
