using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Audit;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Permissions;
using SaasPlatform.Shared.Audit;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Ownership;

/// <summary>Whom to offer a company to.</summary>
public sealed record OfferOwnershipRequest
{
    /// <summary>A member of the company.</summary>
    [Required]
    public Guid? AccountId { get; init; }
}

internal static class OfferOwnership
{
    public static async Task<Results<Ok<OwnershipOfferResponse>, ProblemHttpResult>> HandleAsync(
        Guid companyId, OfferOwnershipRequest request, CompanyDb db, CurrentUser user, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var change = await db.ChangeMembershipAsync(companyId, user, cancellationToken);
        var caller = await db.Members.FindCallerAsync(companyId, user, cancellationToken);
        if (!caller.MayChange(Permission.OwnershipTransfer, out var refusal))
            return refusal;

        var to = await db.Members.SingleOrDefaultAsync(m => m.CompanyId == companyId && m.AccountId == request.AccountId, cancellationToken);
        if (to is null)
            return Problems.ValidationFailed("accountId", "The account is not a member of the company.");
        if (to.Role == MemberRole.Owner)
            return Problems.Conflict("already_owner", "This member is an owner.");

        var now = clock.GetUtcNow();
        var replaced = await db.OwnershipOffers.AsNoTracking().SingleOrDefaultAsync(o => o.CompanyId == companyId, cancellationToken);
        await db.OwnershipOffers.Where(o => o.CompanyId == companyId).ExecuteDeleteAsync(cancellationToken);
        var offer = new OwnershipOffer
        {
            CompanyId = companyId,
            FromAccountId = caller.AccountId,
            ToAccountId = to.AccountId,
            OfferedAt = now,
            ExpiresAt = now + OwnershipOffer.Lifetime,
        };
        db.Add(offer);
        await audit.RecordAsync(db, companyId, "ownership.offered", offer.AuditTarget(), AuditChanges.Between(replaced?.Audited(), offer.Audited()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnershipOfferResponse.From(offer));
    }
}
