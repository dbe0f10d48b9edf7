using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class GetCompany
{
    public static async Task<Results<Versioned<CompanyResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        // What the caller may do in it does not matter: every member sees it.
        var member = user.IsPerson
            ? await db.Members.AsNoTracking().Of(user).Include(m => m.Company).SingleOrDefaultAsync(m => m.CompanyId == companyId, cancellationToken)
            : await db.ReadCallerAsync(companyId, user, cancellationToken);

        return member is null
            ? Problems.NotFound("company")
            : new Versioned<CompanyResponse>(CompanyResponse.From(member), member.Company.Version);
    }
}
