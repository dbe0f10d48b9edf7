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

    /// <summary>Acts for itself.</summary>
    public static readonly TestClient Machine = new("machine", NewSecret(), "", "partners.read companies.read");

    /// <summary>With what the user service proves itself.</summary>
    public static readonly RSA ServiceKey = RSA.Create(2048);

    public static ClientDefinition[] All =>
    [
        new()
        {
            ClientId = Web.Id, Secret = Web.Secret, Name = "Front end", FirstParty = true, RedirectUris = [Web.RedirectUri],
            PostLogoutRedirectUris = ["http://localhost:3000/"], GrantTypes = ["authorization_code", "refresh_token"],
            Scopes = ["profile", "email", "phone", "companies.read", "companies.write", "users.read"],
        },
        new()
        {
            ClientId = Docs.Id, Name = "Documentation", FirstParty = true, RedirectUris = [Docs.RedirectUri],
            GrantTypes = ["authorization_code"], Scopes = ["companies.read"],
        },
        new()
        {
            ClientId = Spa.Id, Name = "Browser application", FirstParty = true, RedirectUris = [Spa.RedirectUri],
            GrantTypes = ["authorization_code", "refresh_token"], Scopes = ["companies.read"],
        },
        new()
        {
            ClientId = Shop.Id, Secret = Shop.Secret, Name = "Shop", RedirectUris = [Shop.RedirectUri],
            GrantTypes = ["authorization_code", "refresh_token"], Scopes = ["profile", "email"],
        },
        new()
        {
            ClientId = Machine.Id, Secret = Machine.Secret, Name = "Machine", GrantTypes = ["client_credentials"],
            Scopes = ["partners.read", "companies.read"],
        },
    ];

    /// <summary>The assertion with which a service authenticates (RFC 7523 section 3).</summary>
    public static string Assertion(DateTimeOffset now, RSA? key = null, int minutes = 1, bool identified = true) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "client-authentication+jwt",
        Audience = IdentityService.Issuer,
        IssuedAt = now.UtcDateTime,
        Expires = now.AddMinutes(minutes).UtcDateTime,
        Claims = AssertionClaims(identified),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? ServiceKey), SecurityAlgorithms.RsaSha256),
    });

    private static Dictionary<string, object> AssertionClaims(bool identified)
    {
        var claims = new Dictionary<string, object> { ["iss"] = "user_service", ["sub"] = "user_service" };
        if (identified)
            claims["jti"] = Guid.NewGuid().ToString();
        return claims;
    }

    public static string NewSecret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}
