using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class RestoreCompany
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

        if (company.Status != CompanyStatus.Active)
        {
            var before = company.Audited();
            company.Status = CompanyStatus.Active;
            company.UpdatedAt = clock.GetUtcNow();
            await audit.RecordAsync(db, companyId, "company.restored", company.AuditTarget(), AuditChanges.Between(before, company.Audited()), cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (TakenNumbers.Refusal(db, e) is { } taken)
            {
                return taken;
            }

            await change.CommitAsync(cancellationToken);
        }

        return new Versioned<CompanyResponse>(CompanyResponse.From(caller), company.Version);
    }
}
