using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Identity.Clients;

namespace SaasPlatform.Identity.Tests;

/// <summary>A client as its own program knows it.</summary>
public sealed record TestClient(string Id, string? Secret, string RedirectUri, string Scope);

/// <summary>The clients of the tests: one of each kind.</summary>
public static class TestClients
{
    /// <summary>First party, confidential: the front end.</summary>
    public static readonly TestClient Web = new("web", NewSecret(), "http://localhost:3000/api/auth/callback/saas", "openid profile email offline_access companies.read users.read");

    /// <summary>First party, public: runs in the browser.</summary>
    public static readonly TestClient Docs = new("docs", null, "http://localhost:8001/docs/oauth2-redirect.html", "openid companies.read");

    /// <summary>First party, public, with refresh tokens: an application that runs in the browser alone.</summary>
    public static readonly TestClient Spa = new("spa", null, "https://spa.example/signed-in", "openid offline_access companies.read");

    /// <summary>Third party: people are asked for consent.</summary>
    public static readonly TestClient Shop = new("shop", NewSecret(), "https://shop.example/signed-in", "openid profile email offline_access");

    /// <summary>First party, with every scope of OpenID Connect in its ID token, and userinfo signed where asked.</summary>
    public static readonly TestClient Everything = new("everything", NewSecret(), "https://everything.example/signed-in", "openid profile email phone address");

    public static readonly TestClient SignedUserInfo = new("signed-userinfo", NewSecret(), "https://signed.example/signed-in", "openid profile email phone address");

    /// <summary>First party, for a library that knows no proof keys.</summary>
    public static readonly TestClient WithoutProofKey = new("without-proof-key", NewSecret(), "https://old.example/signed-in", "openid offline_access");

    /// <summary>First party, must push its requests.</summary>
    public static readonly TestClient Pushing = new("pushing", NewSecret(), "https://pushing.example/signed-in", "openid email");

    /// <summary>First party, keeps one refresh token, and has lifetimes of its own.</summary>
    public static readonly TestClient Steady = new("steady", NewSecret(), "https://steady.example/signed-in", "openid offline_access companies.read");

    /// <summary>First party, hears of ended sessions through the browser.</summary>
    public static readonly TestClient Framed = new("framed", NewSecret(), "https://framed.example/signed-in", "openid");

    /// <summary>First party; an address of its own reads like the name of a setting.</summary>
    public static readonly TestClient OddlyNamed = new("oddly-named", NewSecret(), "https://odd.example/signed-in", "openid");

    /// <summary>Acts for itself.</summary>
    public static readonly TestClient Machine = new("machine", NewSecret(), "", "partners.read companies.read");

    /// <summary>With what the user service proves itself.</summary>
    public static readonly RSA ServiceKey = RSA.Create(2048);

    public static ClientDefinition[] All =>
    [
        new()
        {
            ClientId = Web.Id, Secret = Web.Secret, Name = "Front end", FirstParty = true, RedirectUris = [Web.RedirectUri],
            PostLogoutRedirectUris = ["http://localhost:3000/"], BackchannelLogoutUri = "http://localhost:3000/api/backchannel-logout", GrantTypes = ["authorization_code", "refresh_token"],
            Scopes = ["profile", "email", "phone", "organization", "companies.read", "companies.write", "users.read"],
        },
        new()
        {
            ClientId = Docs.Id, Name = "Documentation", FirstParty = true, RedirectUris = [Docs.RedirectUri],
            GrantTypes = ["authorization_code"], Scopes = ["companies.read"],
        },
        new()
        {
            ClientId = Spa.Id, Name = "Browser application", FirstParty = true, RedirectUris = [Spa.RedirectUri], Origins = ["https://spa.example"],
            GrantTypes = ["authorization_code", "refresh_token"], Scopes = ["companies.read"],
        },
        new()
        {
            ClientId = Shop.Id, Secret = Shop.Secret, Name = "Shop", RedirectUris = [Shop.RedirectUri],
            GrantTypes = ["authorization_code", "refresh_token"], Scopes = ["profile", "email"],
        },
        SignsIn(Everything, "Everything", ["profile", "email", "phone", "address"]),
        SignsIn(SignedUserInfo, "Signed userinfo", ["profile", "email", "phone", "address"]) with { UserinfoSignedResponseAlg = "RS256" },
        SignsIn(WithoutProofKey, "Without proof key", []) with { RequirePkce = false },
        SignsIn(Pushing, "Pushing", ["email"]) with { RequirePushedAuthorizationRequests = true },
        SignsIn(Steady, "Steady", ["companies.read"]) with
        {
            RotateRefreshTokens = false,
            TokenLifetimes = new() { AccessToken = TimeSpan.FromMinutes(5), IdentityToken = TimeSpan.FromMinutes(2), RefreshToken = TimeSpan.FromHours(8), RefreshTokenAbsolute = TimeSpan.FromHours(20) },
        },
        SignsIn(Framed, "Framed", []) with { FrontchannelLogoutUri = "https://framed.example/bye?app=1", PostLogoutRedirectUris = ["https://framed.example/"] },
        SignsIn(OddlyNamed, "Oddly named", []) with { ClientUri = "https://odd.example/frontchannel_logout_uri" },
        new()
        {
            ClientId = Machine.Id, Secret = Machine.Secret, Name = "Machine", GrantTypes = ["client_credentials"],
            Scopes = ["partners.read", "companies.read"],
        },
    ];

    private static ClientDefinition SignsIn(TestClient client, string name, string[] scopes) => new()
    {
        ClientId = client.Id,
        Secret = client.Secret,
        Name = name,
        FirstParty = true,
        RedirectUris = [client.RedirectUri],
        GrantTypes = ["authorization_code", "refresh_token"],
        Scopes = scopes,
    };

    /// <summary>The assertion with which a service authenticates (RFC 7523 section 3).</summary>
    public static string Assertion(DateTimeOffset now, RSA? key = null, int minutes = 1, bool identified = true, string service = "user_service") => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "client-authentication+jwt",
        Audience = IdentityService.Issuer,
        IssuedAt = now.UtcDateTime,
        Expires = now.AddMinutes(minutes).UtcDateTime,
        Claims = AssertionClaims(identified, service),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? ServiceKey), SecurityAlgorithms.RsaSha256),
    });

    private static Dictionary<string, object> AssertionClaims(bool identified, string service)
    {
        var claims = new Dictionary<string, object> { ["iss"] = service, ["sub"] = service };
        if (identified)
            claims["jti"] = Guid.NewGuid().ToString();
        return claims;
    }

    public static string NewSecret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}
