using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A code that comes twice was stolen, before or after its client used it: what was issued for it ends (RFC 6749 section 4.1.2). The
/// framework revokes rows, and access tokens have none; their grant ends.
/// </summary>
internal sealed class ReplayedCodesEndTheGrant(IOpenIddictTokenManager tokens, Grants grants) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseScopedHandler<ReplayedCodesEndTheGrant>()
            .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.TokenId is null || context.Principal?.HasTokenType(TokenTypeIdentifiers.Private.AuthorizationCode) != true)
            return;

        var token = await tokens.FindByIdAsync(context.TokenId, context.CancellationToken);
        if (token is null || !await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken))
            return;

        await grants.EndAsync(Guid.Parse(context.AuthorizationId!), context.CancellationToken);
        context.Reject(Errors.InvalidGrant, "The code has been exchanged before. What was issued for it has been revoked.");
    }
}
