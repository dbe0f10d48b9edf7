using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class ListClaims
{
    public static async Task<Results<Ok<Page<ReceivedClaimResponse>>, ProblemHttpResult>> HandleAsync(
        Guid companyId, [AsParameters] PageRequest page, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = await db.Members.AsNoTracking().FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.May(Permission.OwnershipTransfer, out var refusal))
            return refusal;

        var open = db.OpenClaims(companyId, clock).AsNoTracking();
        return TypedResults.Ok(await page.ReadAsync(
            open, c => c.Id,
            c => new ReceivedClaimResponse(
                c.Id, c.AccountId, db.People.Where(p => p.AccountId == c.AccountId).Select(p => p.Name).SingleOrDefault(),
                db.People.Where(p => p.AccountId == c.AccountId).Select(p => p.Email).SingleOrDefault(), c.Message, c.CreatedAt, c.ExpiresAt),
            cancellationToken));
    }

    /// <summary>Those that wait for an answer.</summary>
    public static IQueryable<CompanyClaim> OpenClaims(this CompanyDb db, Guid companyId, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return db.Claims.Where(c => c.CompanyId == companyId && c.DeclinedAt == null && c.ExpiresAt > now);
    }
}
