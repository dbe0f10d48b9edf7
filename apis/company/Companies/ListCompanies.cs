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
        if (!user.IsPerson)
            return TypedResults.Ok(new Page<CompanyResponse>(await OfClientAsync(q, db, user, cancellationToken), null));

        var members = db.Members.Of(user);
        if (q is not null && user.OrganizationId is null)
            members = await db.MatchingAsync(members, Company.ForSearch(q), page, cancellationToken);
        else if (q is not null)
            members = members.Where(m => m.Company.SearchText.Contains(Company.ForSearch(q)));
        return TypedResults.Ok(await page.ReadAsync(members, m => m.CompanyId, CompanyResponse.Projection, cancellationToken));
    }

    /// <summary>A machine client has one company, and any other client none.</summary>
    private static async Task<IReadOnlyList<CompanyResponse>> OfClientAsync(string? q, CompanyDb db, CurrentUser user, CancellationToken cancellationToken) =>
        user.OrganizationId is { } companyId
        && await db.ReadCallerAsync(companyId, user, cancellationToken) is { } caller
        && (q is null || caller.Company.SearchText.Contains(Company.ForSearch(q), StringComparison.Ordinal))
            ? [CompanyResponse.From(caller)]
            : [];
}
