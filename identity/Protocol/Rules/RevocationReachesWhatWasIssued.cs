using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Sessions;
using SaasPlatform.Shared.Data;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A revoked refresh token takes along everything of its grant; an access token ends alone (RFC 7009 section 2.1). It has no row,
/// so one is written that says it is revoked, until it would have expired. In place of the framework's own handler, which knows
/// rows alone.
/// </summary>
internal sealed class RevocationReachesWhatWasIssued(IdentityDb db, Grants grants) : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleRevocationRequestContext>()
            .UseScopedHandler<RevocationReachesWhatWasIssued>()
            .SetOrder(OpenIddictServerHandlers.Revocation.RevokeToken.Descriptor.Order)
            .Build();

    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        var token = context.GenericTokenPrincipal;
        if (token.HasTokenType(TokenTypeIdentifiers.RefreshToken))
            await grants.EndAsync(Guid.Parse(token.GetAuthorizationId()!), context.CancellationToken);
        else if (token.HasTokenType(TokenTypeIdentifiers.AccessToken))
            await NoteAsync(Guid.Parse(token.GetClaim(Claims.JwtId)!), token, context.CancellationToken);
        else
            context.Reject(Errors.UnsupportedTokenType, "Only access and refresh tokens can be revoked.");
    }

    private async Task NoteAsync(Guid id, System.Security.Claims.ClaimsPrincipal token, CancellationToken cancellationToken)
    {
        db.Tokens.Add(new IssuedToken
        {
            Id = id,
            Type = TokenTypeIdentifiers.AccessToken,
            Status = Statuses.Revoked,
            Subject = token.GetClaim(Claims.Subject),
            CreationDate = token.GetCreationDate()?.UtcDateTime,
            ExpirationDate = token.GetExpirationDate()?.UtcDateTime,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsKeyViolation<IssuedToken>(failure))
        {
            // Somebody revoked it at the same moment.
        }
    }
}
