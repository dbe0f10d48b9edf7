using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi.Clients;

/// <summary>A client of a partner's system.</summary>
/// <param name="ClientId">As it names itself at the token endpoint.</param>
/// <param name="Name">What it is for.</param>
/// <param name="CreatedAt">When it was listed.</param>
public sealed record PartnerClientResponse(string ClientId, string Name, DateTimeOffset CreatedAt)
{
    internal static readonly Expression<Func<PartnerClient, PartnerClientResponse>> Projection = c => new(c.ClientId, c.Name, c.CreatedAt);
}

internal static class ListPartnerClients
{
    public static async Task<Results<Ok<Page<PartnerClientResponse>>, ProblemHttpResult>> HandleAsync(
        Guid partnerId, [AsParameters] PageRequest page, PartnerDb db, CurrentUser user, CancellationToken cancellationToken)
    {
        var partners = db.Partners.VisibleTo(user).Where(p => p.Id == partnerId);
        if (!await partners.AnyAsync(cancellationToken))
            return Problems.NotFound("partner");

        return TypedResults.Ok(await page.ReadAsync(partners.SelectMany(p => p.Clients), c => c.Id, PartnerClientResponse.Projection, cancellationToken));
    }
}
