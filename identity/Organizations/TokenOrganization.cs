using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Organizations;

/// <summary>
/// For which company the tokens of one exchange are: the one that the request names, or that of the authorization. A client switches
/// by naming another one while it refreshes, and asks for none by leaving the scope out.
/// </summary>
internal sealed class TokenOrganization(Memberships memberships, IdentityDb db, IOptions<Addresses> addresses, IHttpContextAccessor http)
{
    /// <summary>Adds the claims of the company to tokens that are about to be issued.</summary>
    /// <returns>Null where they may be issued; otherwise the answer instead. Nothing is consumed by it.</returns>
    public async Task<IResult?> AddToAsync(
        ClaimsPrincipal principal, ClaimsPrincipal presented, OpenIddictRequest request, Guid accountId, CancellationToken cancellationToken)
    {
        var named = (string?)request[OrganizationClaims.Parameter];
        if (!principal.HasScope(OrganizationClaims.Scope))
            return named is null ? null : ProtocolError.Refuse(Errors.InvalidRequest, OrganizationChoice.NeedsScope);

        var wanted = named is null ? await OfAuthorizationAsync(presented, cancellationToken) : Guid.TryParseExact(named, "D", out var id) ? id : Guid.Empty;
        return wanted is { } organizationId
            ? await AddAsync(principal, () => memberships.FindAsync(accountId, organizationId, cancellationToken), OrganizationChoice.NotAMember)
            : null;
    }

    /// <summary>
    /// Adds the claims of its company to the token of a client that acts for itself. A machine client of a company gets tokens for that company
    /// alone, whether or not it names it; every other client gets tokens for none.
    /// </summary>
    /// <returns>As <see cref="AddToAsync"/>.</returns>
    public async Task<IResult?> AddToClientAsync(ClaimsPrincipal principal, Client client, OpenIddictRequest request, CancellationToken cancellationToken)
    {
        if (ClientSettings.OrganizationOf(client) is not { } organizationId)
            return null;
        if ((string?)request[OrganizationClaims.Parameter] is { } named && named != organizationId.ToString())
            return ProtocolError.Refuse(Errors.AccessDenied, OrganizationChoice.NotItsClient);

        return await AddAsync(principal, () => memberships.FindOfClientAsync(client.ClientId!, organizationId, cancellationToken), OrganizationChoice.NotItsClient);
    }

    private async Task<IResult?> AddAsync(ClaimsPrincipal principal, Func<Task<Organization?>> find, string refusal)
    {
        try
        {
            if (await find() is not { } organization)
                return ProtocolError.Refuse(Errors.AccessDenied, refusal);

            OrganizationClaims.Set(principal, organization, principal.GetResources(), Addresses.Audience(addresses.Value.Company));
            return null;
        }
        catch (UnavailableException e)
        {
            http.HttpContext!.Response.Headers.RetryAfter = ((int)e.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.HttpContext.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { error = Errors.TemporarilyUnavailable, error_description = e.Message }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Guid?> OfAuthorizationAsync(ClaimsPrincipal presented, CancellationToken cancellationToken)
    {
        var grantId = Guid.Parse(presented.GetAuthorizationId()!);
        return await db.Grants.Where(g => g.Id == grantId).Select(g => g.OrganizationId).SingleOrDefaultAsync(cancellationToken);
    }
}
