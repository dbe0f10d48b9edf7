using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Domains;

internal static class ListDomains
{
    public static async Task<Results<Ok<Page<DomainResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, DomainChecks checks, CancellationToken cancellationToken)
    {
        var caller = await db.Members.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.DomainsManage, out var refusal))
            return refusal;

        var domains = db.Domains.AsNoTracking().Where(d => d.CompanyId == companyId);
        var found = await page.ReadAsync(domains, d => d.Id, d => new Row(d, d.Role), cancellationToken);
        return TypedResults.Ok(new Page<DomainResponse>([.. found.Items.Select(r => checks.Answer(r.Whole()))], found.NextCursor));
    }

    private sealed record Row(CompanyDomain Domain, Roles.Role? Role)
    {
        public CompanyDomain Whole()
        {
            Domain.Role = Role;
            return Domain;
        }
    }
}
