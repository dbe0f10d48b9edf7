using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SaasPlatform.Keys;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Logout;

/// <summary>Writes logout tokens (OIDC Back-Channel Logout section 2.4), signed like ID tokens.</summary>
internal sealed class LogoutTokens(KeyRing ring, IOptionsMonitor<OpenIddictServerOptions> server, TimeProvider clock)
{
    public const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>The specification recommends at most two minutes.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler _writer = new() { SetDefaultTimesOnTokenCreation = false };

    public string Write(EndedSession ended)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _writer.CreateToken(new SecurityTokenDescriptor
        {
            // An explicit type keeps it from being taken for an ID token.
            TokenType = "logout+jwt",
            Issuer = server.CurrentValue.Issuer!.AbsoluteUri,
            Audience = ended.ClientId,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object>
            {
                [Claims.JwtId] = Guid.NewGuid().ToString(),
                [Claims.Subject] = ended.Subject,
                ["sid"] = ended.SessionId,
                ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
            },
            SigningCredentials = new SigningCredentials(ring.ActiveKey(KeyPurpose.Published).Material, SecurityAlgorithms.RsaSha256),
        });
    }
}
