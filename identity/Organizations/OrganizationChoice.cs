using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Shared.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Organizations;

/// <summary>For which company an authorization is: the one named, the only one, or the one that the person picks.</summary>
public sealed class OrganizationChoice(Memberships memberships, IdentityDb db)
{
    public const string NotItsClient = "The client is none of the organization that the request names, or the organization is not in use.";
    public const string NotAMember = "The person is not a member of the organization that the request names.";
    public const string NeedsScope = "The organization parameter needs the scope organization.";

    /// <summary>What to do.</summary>
    /// <param name="Organization">The company; null for an authorization that is for none in particular.</param>
    /// <param name="MustPick">Whether the person has to be asked.</param>
    /// <param name="Refusal">Why the request is refused: the error and its description.</param>
    public sealed record Outcome(Guid? Organization = null, bool MustPick = false, (string Error, string Description)? Refusal = null);

    /// <summary>Decides for an authorization request.</summary>
    public async Task<Outcome> OfAsync(OpenIddictRequest request, Guid accountId, InteractionProgress? progress, CancellationToken cancellationToken)
    {
        var named = (string?)request[OrganizationClaims.Parameter];
        if (!request.HasScope(OrganizationClaims.Scope))
            return named is null ? new() : new(Refusal: (Errors.InvalidRequest, NeedsScope));

        try
        {
            if (named is not null)
                return await NamedAsync(named, accountId, cancellationToken);
            if (progress?.Organization is { } picked && picked.AccountId == accountId && await memberships.FindAsync(accountId, picked.Id, cancellationToken) is not null)
                return new(picked.Id);

            var list = await memberships.ListAsync(accountId, search: null, cancellationToken);
            if (list.Items.Count <= 1)
                return new(list.Items.SingleOrDefault()?.Id);
            // A background renewal goes on where the person was.
            if (request.HasPromptValue(PromptValues.None) && await LastAsync(accountId, cancellationToken) is { } last
                && await memberships.FindAsync(accountId, last, cancellationToken) is not null)
                return new(last);
            return new(MustPick: true);
        }
        catch (UnavailableException) when (named is null)
        {
            // Signing in goes on without the company API; a token for a company has to wait for it.
            return new();
        }
        catch (UnavailableException e)
        {
            return new(Refusal: (Errors.TemporarilyUnavailable, e.Message));
        }
    }

    /// <summary>The company of the person's latest authorization that had one.</summary>
    public async Task<Guid?> LastAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var subject = accountId.ToString();
        return await db.Grants.Where(g => g.Subject == subject && g.OrganizationId != null)
            .OrderByDescending(g => g.CreationDate)
            .Select(g => g.OrganizationId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Outcome> NamedAsync(string named, Guid accountId, CancellationToken cancellationToken) =>
        Guid.TryParseExact(named, "D", out var id) && await memberships.FindAsync(accountId, id, cancellationToken) is not null
            ? new(id)
            : new(Refusal: (Errors.AccessDenied, NotAMember));
}
