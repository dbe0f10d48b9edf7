using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Ownership;

/// <summary>An offer that nobody has accepted yet.</summary>
/// <param name="FromAccountId">The owner who made it.</param>
/// <param name="ToAccountId">The member it is for.</param>
/// <param name="OfferedAt">When.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
public sealed record OwnershipOfferResponse(Guid FromAccountId, Guid ToAccountId, DateTimeOffset OfferedAt, DateTimeOffset ExpiresAt)
{
    internal static OwnershipOfferResponse From(OwnershipOffer offer) => new(offer.FromAccountId, offer.ToAccountId, offer.OfferedAt, offer.ExpiresAt);
}

internal static class GetOwnershipOffer
{
    public static async Task<Results<Ok<OwnershipOfferResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, CompanyDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken) =>
        await db.FindOfferAsync(companyId, user, clock, cancellationToken) is { } offer
            ? TypedResults.Ok(OwnershipOfferResponse.From(offer))
            : Problems.NotFound("offer");

    /// <summary>The offer, for the two it is between while they are members.</summary>
    public static Task<OwnershipOffer?> FindOfferAsync(this CompanyDb db, Guid companyId, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (me, now) = (user.Id, clock.GetUtcNow());
        return db.OwnershipOffers.SingleOrDefaultAsync(
            o => o.CompanyId == companyId && o.ExpiresAt > now && (o.FromAccountId == me || o.ToAccountId == me)
                && db.Members.Any(m => m.CompanyId == companyId && m.AccountId == me) && (user.OrganizationId == null || user.OrganizationId == companyId),
            cancellationToken);
    }
}
