using OpenIddict.Abstractions;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Stores a refresh token in one statement, or exchanges the presented one for its only successor (RFC 6749 section 6, RFC 9700
/// section 4.14.2). The framework would store a token in three steps and give every exchange a successor of its own.
/// </summary>
internal sealed class RefreshTokensHaveOneSuccessor(RefreshTokens tokens, RegisteredClients clients, IdentityDb db)
    : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
            .UseScopedHandler<RefreshTokensHaveOneSuccessor>()
            .SetOrder(OpenIddictServerHandlers.Protection.AttachTokenPayload.Descriptor.Order + 1)
            .Build();

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType != TokenTypeIdentifiers.RefreshToken)
            return;

        var client = (await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken))!;
        var presented = context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);
        if (context.Transaction.Request?.IsRefreshTokenGrantType() != true)
        {
            context.Token = await tokens.IssueAsync(NewToken(parentId: null, derivedWith: null), context.CancellationToken);
            return;
        }

        var parentId = Guid.Parse(presented!.RefreshTokenPrincipal!.GetTokenId()!);
        if (!ClientSettings.Rotates(client))
        {
            if (!await tokens.ProlongAsync(parentId, context.Token!, context.Principal.GetExpirationDate()!.Value, context.CancellationToken))
                context.Reject(Errors.InvalidGrant, "The refresh token is no longer valid.");
            context.Token = presented.RefreshToken;
            return;
        }

        var handle = await tokens.ExchangeAsync(parentId, presented.RefreshToken!, key => NewToken(parentId, key), context.CancellationToken);
        if (handle is null)
            context.Reject(Errors.InvalidGrant, "The refresh token is no longer valid.");
        context.Token = handle;

        IssuedToken NewToken(Guid? parentId, string? derivedWith)
        {
            var token = new IssuedToken
            {
                Id = Guid.Parse(context.Principal.GetTokenId()!),
                ParentId = parentId,
                DerivedWith = derivedWith,
                Type = context.TokenType,
                Status = Statuses.Valid,
                Subject = context.Principal.GetClaim(Claims.Subject),
                Payload = context.Token,
                CreationDate = context.Principal.GetCreationDate()?.UtcDateTime,
                ExpirationDate = context.Principal.GetExpirationDate()?.UtcDateTime,
            };
            db.Entry(token).Property("ApplicationId").CurrentValue = client.Id;
            db.Entry(token).Property("AuthorizationId").CurrentValue = Guid.Parse(context.Principal.GetAuthorizationId()!);
            return token;
        }
    }
}

/// <summary>Keeps the framework from storing refresh tokens itself: they get their id here, and their row when they are made.</summary>
internal sealed class RefreshTokensAreStoredOnce(RegisteredClients clients) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
            .UseScopedHandler<RefreshTokensAreStoredOnce>()
            .SetOrder(OpenIddictServerHandlers.Protection.CreateTokenEntry.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType != TokenTypeIdentifiers.RefreshToken)
            return;

        context.CreateTokenEntry = false;
        context.PersistTokenPayload = false;
        var presented = context.Transaction
            .GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)?.RefreshTokenPrincipal;
        var client = (await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken))!;
        // A token that is not replaced keeps its id.
        var id = presented is null || ClientSettings.Rotates(client) ? Guid.CreateVersion7().ToString() : presented.GetTokenId();
        context.Principal.SetTokenId(id);
    }
}
