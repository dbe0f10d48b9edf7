using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SaasPlatform.Testing;

/// <summary>
/// An issuer of access tokens for API tests: its own RSA key, published through discovery and a key set as identity does,
/// so that an API under test finds and checks it in the ordinary way.
/// </summary>
public sealed class TestIssuer : IDisposable
{
    /// <summary>The issuer as identity publishes it, with the slash of its empty path.</summary>
    public const string Address = "http://localhost:8000/";

    /// <summary>One for all issuers: to make a key costs as much as many tests.</summary>
    private static readonly RsaSecurityKey Key = NewKey();

    private static readonly Lazy<SigningCredentials> AnotherKey = new(() => Signing(NewKey()));

    private readonly SigningCredentials _ownKey = Signing(Key);
    private readonly WebApplication _app;

    public TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", http => http.Response.WriteAsJsonAsync(new { issuer = Address, jwks_uri = Address + "jwks" }));
        _app.MapGet("/jwks", http => http.Response.WriteAsJsonAsync(new { keys = new[] { PublicKey() } }));
        _app.Start();
    }

    /// <summary>Lets an API under test fetch the issuer's documents from here.</summary>
    public void Use(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, o => o.BackchannelHttpHandler = _app.GetTestServer().CreateHandler());

    /// <summary>Writes and signs a token.</summary>
    public string Sign(TestToken token) => Write(token, _ownKey);

    /// <summary>A token whose scope was changed after it was signed.</summary>
    public string Tamper(TestToken token)
    {
        var parts = Sign(token).Split('.');
        var changed = Write(token with { Scope = token.Scope + " admin" }, _ownKey).Split('.');
        return string.Join('.', parts[0], changed[1], parts[2]);
    }

    /// <summary>A token signed by somebody else under the same key id.</summary>
    public static string SignWithAnotherKey(TestToken token) => Write(token, AnotherKey.Value);

    /// <summary>A token with <c>alg: none</c> and no signature.</summary>
    public static string LeaveUnsigned(TestToken token) => Write(token, null);

    public void Dispose() => ((IDisposable)_app).Dispose();

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = "test" };

    /// <summary>Cached signatures are found by key id, which both keys have.</summary>
    private static SigningCredentials Signing(RsaSecurityKey key) =>
        new(key, SecurityAlgorithms.RsaSha256) { CryptoProviderFactory = new() { CacheSignatureProviders = false } };

    private static string Write(TestToken token, SigningCredentials? signing)
    {
        var issued = DateTime.UtcNow - token.Age;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = token.Subject,
            ["client_id"] = token.ClientId,
            ["scope"] = token.Scope,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        if (token.OrganizationId is { } organization)
            claims["org_id"] = organization;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = token.Issuer,
            Audience = token.Audience,
            IssuedAt = issued,
            Expires = issued.AddMinutes(15),
            TokenType = token.Type,
            Claims = claims,
            SigningCredentials = signing,
        });
    }

    private static object PublicKey()
    {
        var key = Key.Rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "test",
            n = Base64UrlEncoder.Encode(key.Modulus),
            e = Base64UrlEncoder.Encode(key.Exponent),
        };
    }
}

/// <summary>What an access token says.</summary>
/// <param name="Subject">The account of a person, or the client id of a client.</param>
/// <param name="Audience">The API it is for.</param>
/// <param name="Scope">Scopes, with spaces between.</param>
public sealed record TestToken(string Subject, string Audience, string Scope)
{
    public string ClientId { get; init; } = "web";

    public string Issuer { get; init; } = TestIssuer.Address;

    public string Type { get; init; } = "at+jwt";

    /// <summary>The one company that it is for.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>How long ago it was issued; it lives 15 minutes.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.Zero;
}
