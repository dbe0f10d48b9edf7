using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi.Partners;

internal static class GetPartner
{
    public static async Task<Results<Versioned<PartnerResponse>, ProblemHttpResult>> HandleAsync(
        Guid partnerId, PartnerDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var partner = await db.Partners.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(p => p.Id == partnerId, cancellationToken);

        return partner is null
            ? Problems.NotFound("partner")
            : new Versioned<PartnerResponse>(PartnerResponse.From(partner), partner.Version);
    }
}
