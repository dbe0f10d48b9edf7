using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SaasPlatform.Keys;

namespace SaasPlatform.Identity.Protocol;

/// <summary>Writes what userinfo answers as a signed JWT, for clients registered so (OIDC Core section 5.3.2).</summary>
internal sealed class UserInfoTokens(KeyRing ring, IOptionsMonitor<OpenIddictServerOptions> server)
{
    private readonly JsonWebTokenHandler _writer = new() { SetDefaultTimesOnTokenCreation = false };

    public string Write(Dictionary<string, object> claims, string clientId) => _writer.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = server.CurrentValue.Issuer!.AbsoluteUri,
        Audience = clientId,
        // The writer knows lists and dictionaries, and no other objects.
        Claims = claims.ToDictionary(c => c.Key, c => c.Value is AddressClaim address ? address.ToDictionary() : c.Value),
        SigningCredentials = new SigningCredentials(ring.ActiveKey(KeyPurpose.Published).Material, SecurityAlgorithms.RsaSha256),
    });
}
