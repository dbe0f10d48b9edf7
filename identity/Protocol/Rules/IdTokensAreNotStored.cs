using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// An ID token says what was true when it was issued and cannot be revoked; as a logout hint it serves long after it expired
/// (OIDC RP-Initiated Logout section 2). So it has no row that could be pruned, and no tie to a grant that could end.
/// </summary>
internal sealed class IdTokensAreNotStored : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
            .UseSingletonHandler<IdTokensAreNotStored>()
            .SetOrder(OpenIddictServerHandlers.Protection.CreateTokenEntry.Descriptor.Order - 1)
            .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == TokenTypeIdentifiers.IdentityToken)
        {
            context.CreateTokenEntry = false;
            context.Principal.SetAuthorizationId(null);
        }

        return ValueTask.CompletedTask;
    }
}
