using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SaasPlatform.Keys;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// Access and ID tokens are signed with the published key that is active now; what only the issuer reads gets the internal
/// keys. An announced key is in the key set but signs nothing yet.
/// </summary>
internal sealed class SignWithTheActiveKey(KeyRing ring) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
            .UseSingletonHandler<SignWithTheActiveKey>()
            .SetOrder(OpenIddictServerHandlers.Protection.AttachSecurityCredentials.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        var isPublic = context.TokenType is TokenTypeIdentifiers.AccessToken or TokenTypeIdentifiers.IdentityToken;
        var signing = ring.ActiveKey(isPublic ? KeyPurpose.Published : KeyPurpose.InternalSigning);
        context.SigningCredentials = context.Options.SigningCredentials.Find(c => c.Kid == signing.Id) ?? Credentials(signing);
        if (!isPublic)
        {
            var encryption = ring.ActiveKey(KeyPurpose.InternalEncryption);
            context.EncryptionCredentials = context.Options.EncryptionCredentials.Find(c => c.Key.KeyId == encryption.Id)
                ?? context.EncryptionCredentials;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>For the instant in which the ring is newer than the options of a request that runs already.</summary>
    private static SigningCredentials Credentials(Key key) => new(
        key.Material, key.Purpose is KeyPurpose.Published ? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.HmacSha256);
}
