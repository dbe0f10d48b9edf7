using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

internal static class GetDomain
{
    public static async Task<Results<Versioned<DomainResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, Guid domainId, CompanyDb db, CurrentUser user, DomainChecks checks, CancellationToken cancellationToken)
    {
        var caller = await db.Members.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.DomainsManage, out var refusal))
            return refusal;

        var domain = await db.Domains.AsNoTracking().FindDomainAsync(companyId, domainId, cancellationToken);
        return domain is null ? Problems.NotFound("domain") : new Versioned<DomainResponse>(checks.Answer(domain), domain.Version);
    }

    public static Task<CompanyDomain?> FindDomainAsync(this IQueryable<CompanyDomain> domains, Guid companyId, Guid domainId, CancellationToken cancellationToken) =>
        domains.Include(d => d.Role).SingleOrDefaultAsync(d => d.CompanyId == companyId && d.Id == domainId, cancellationToken);
}
