using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Claims;

internal static class WithdrawClaim
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid claimId, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (account, now) = (user.Id, clock.GetUtcNow());
        await using var change = await db.Database.BeginTransactionAsync(cancellationToken);
        // One that was declined stays: withdrawing it would let the person ask again at once.
        var withdrawn = await db.Claims.Where(c => c.Id == claimId && c.AccountId == account && c.DeclinedAt == null && c.ExpiresAt > now).ExecuteDeleteAsync(cancellationToken);
        if (withdrawn == 0)
            return Problems.NotFound("claim");
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
