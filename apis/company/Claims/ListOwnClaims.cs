using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class ListOwnClaims
{
    public static async Task<Ok<Page<CompanyClaimResponse>>> HandleAsync(
        [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        var own = db.Claims.AsNoTracking().Where(c => c.AccountId == account && c.ExpiresAt > now);
        return TypedResults.Ok(await page.ReadAsync(own, c => c.Id, CompanyClaimResponse.Projection, cancellationToken));
    }
}
