using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class ArchiveCompany
{
    public static async Task<Results<Versioned<CompanyResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, IfMatch ifMatch, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var member = await db.Members.Of(user)
            .Include(m => m.Company)
            .SingleOrDefaultAsync(m => m.CompanyId == companyId, cancellationToken);
        if (member is null)
            return Problems.NotFound("company");

        var company = member.Company;
        if (!ifMatch.Matches(company.Version))
            return Problems.PreconditionFailed();

        if (company.Status != CompanyStatus.Archived)
        {
            company.Status = CompanyStatus.Archived;
            company.UpdatedAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellationToken);
        }

        return new Versioned<CompanyResponse>(CompanyResponse.From(member), company.Version);
    }
}
