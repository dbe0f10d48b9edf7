using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi.Partners;

internal static class ListPartners
{
    public static async Task<Ok<Page<PartnerResponse>>> HandleAsync(
        [AsParameters] PageRequest page, PartnerDb db, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await page.ReadAsync(db.Partners.VisibleTo(user), p => p.Id, PartnerResponse.Projection, cancellationToken));
}
