using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// An access token proves itself by its signature (RFC 9068), and whether what it came from still lasts, its grant says. So it
/// has no row: of fifty exchanges of one refresh token, one writes. A token that was revoked alone is what is written down
/// (<see cref="RevocationReachesWhatWasIssued"/>).
/// </summary>
internal sealed class AccessTokensAreNotStored : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
            .UseSingletonHandler<AccessTokensAreNotStored>()
            .SetOrder(OpenIddictServerHandlers.Protection.CreateTokenEntry.Descriptor.Order - 1)
            .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == TokenTypeIdentifiers.AccessToken)
            context.CreateTokenEntry = false;
        return ValueTask.CompletedTask;
    }
}
