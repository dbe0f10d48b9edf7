using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Ownership;

internal static class WithdrawOwnershipOffer
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        if (await db.FindOfferAsync(companyId, user, clock, cancellationToken) is not { } offer)
            return Problems.NotFound("offer");

        await audit.RecordAsync(
            db, companyId, offer.FromAccountId == user.Id ? "ownership.withdrawn" : "ownership.declined", offer.AuditTarget(),
            AuditChanges.Between(offer.Audited(), null), cancellationToken);
        db.Remove(offer);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
