using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// A refresh token that was exchanged and comes again was stolen from its client, or by it, and nobody can tell which: everything
/// of the session ends (RFC 9700 section 4.14.2). What is no theft, <see cref="RefreshTokens"/> says.
/// </summary>
internal sealed partial class RedeemedRefreshTokensAreTheftUnlessTheAnswerWasLost(
    IOpenIddictTokenManager manager, RefreshTokens tokens, Grants grants, RefreshReuses reuses,
    ILogger<RedeemedRefreshTokensAreTheftUnlessTheAnswerWasLost> logger)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseScopedHandler<RedeemedRefreshTokensAreTheftUnlessTheAnswerWasLost>()
            .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.TokenId is null || context.Principal?.HasTokenType(TokenTypeIdentifiers.RefreshToken) != true)
            return;

        var token = (IssuedToken?)await manager.FindByIdAsync(context.TokenId, context.CancellationToken);
        if (token?.Status != Statuses.Redeemed)
            return;

        // Asking about a token is not using it.
        if (context.EndpointType != OpenIddictServerEndpointType.Token)
        {
            context.Reject(Errors.InvalidToken, "The refresh token has been exchanged.");
            return;
        }

        if (await tokens.MayBeExchangedAgainAsync(token.Id, context.CancellationToken))
            return;

        await grants.EndForTheftAsync(Guid.Parse(context.AuthorizationId!), context.CancellationToken);
        reuses.Count();
        LogTheft(logger, context.AuthorizationId!);
        context.Reject(Errors.InvalidGrant, "The refresh token has been exchanged before. The session has been ended.");
    }

    [LoggerMessage(EventId = 4001, EventName = "RefreshTokenReused", Level = LogLevel.Warning,
        Message = "A refresh token of grant {GrantId} was used again after its successor: the grant and its session have been ended")]
    private static partial void LogTheft(ILogger logger, string grantId);
}
