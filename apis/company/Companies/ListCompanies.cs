using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class ListCompanies
{
    public static async Task<Ok<Page<CompanyResponse>>> HandleAsync(
        [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await page.ReadAsync(db.Members.Of(user), m => m.CompanyId, CompanyResponse.Projection, cancellationToken));
}
