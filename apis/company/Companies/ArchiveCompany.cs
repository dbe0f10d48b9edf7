using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Domains;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class ArchiveCompany
{
    public static async Task<Results<Versioned<CompanyResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, IfMatch ifMatch, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.CompanyArchive, out var refusal))
            return refusal;

        var company = caller.Company;
        if (!ifMatch.Matches(company.Version))
            return Problems.PreconditionFailed();

        if (company.Status != CompanyStatus.Archived)
        {
            var before = company.Audited();
            company.Status = CompanyStatus.Archived;
            company.UpdatedAt = clock.GetUtcNow();
            await audit.RecordAsync(db, companyId, "company.archived", company.AuditTarget(), AuditChanges.Between(before, company.Audited()), cancellationToken);
            await db.ReleaseDomainsAsync(audit, company, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await change.CommitAsync(cancellationToken);
        }

        return new Versioned<CompanyResponse>(CompanyResponse.From(caller), company.Version);
    }
}
