using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// An access token whose grant or session has ended, or that was revoked itself (RFC 7009 section 2.2), is inactive at
/// introspection and refused at userinfo, at once and by every replica. It has no row of its own, so this asks for both in one
/// statement.
/// </summary>
internal sealed class AccessTokensLastAsLongAsTheirGrant(IdentityDb db) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseScopedHandler<AccessTokensLastAsLongAsTheirGrant>()
            .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order + 1)
            .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal is not { } token || !token.HasTokenType(TokenTypeIdentifiers.AccessToken))
            return;
        if (!await LastsAsync(context, Guid.Parse(token.GetClaim(Claims.JwtId)!), token.GetAuthorizationId()))
            context.Reject(Errors.InvalidToken, "The access token has been revoked, or what it was issued for has ended.");
    }

    /// <summary>A client's own token comes from no grant.</summary>
    private async Task<bool> LastsAsync(ValidateTokenContext context, Guid id, string? grant)
    {
        if (grant is null)
            return !await db.Tokens.AnyAsync(t => t.Id == id, context.CancellationToken);

        var grantId = Guid.Parse(grant);
        var found = await db.Grants
            .Where(g => g.Id == grantId && g.Status == Statuses.Valid && !db.Tokens.Any(t => t.Id == id))
            .Select(g => new UserInfoGrant(g.UserInfoClaims, g.Application!.ClientId!, g.Application!.Settings))
            .SingleOrDefaultAsync(context.CancellationToken);
        context.Transaction.SetProperty(UserInfoGrant.Property, found);
        return found is not null;
    }
}
