using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Companies;

internal static class ListCompanies
{
    public static async Task<Ok<Page<CompanyResponse>>> HandleAsync(
        [AsParameters] PageRequest page,
        [PlainText, MaxLength(100), Description("A part of the name, INN, OGRN or foreign registration number; case does not matter.")] string? q,
        CompanyDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var members = db.Members.Of(user);
        if (q is not null && user.OrganizationId is null)
            members = await db.MatchingAsync(members, Company.ForSearch(q), page, cancellationToken);
        else if (q is not null)
            members = members.Where(m => m.Company.SearchText.Contains(Company.ForSearch(q)));
        return TypedResults.Ok(await page.ReadAsync(members, m => m.CompanyId, CompanyResponse.Projection, cancellationToken));
    }
}
