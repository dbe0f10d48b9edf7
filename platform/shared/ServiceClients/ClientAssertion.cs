using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.ServiceClients;

/// <summary>
/// Writes the assertions of <c>private_key_jwt</c> (RFC 7523 section 3), typed as draft-ietf-oauth-rfc7523bis asks and good for
/// a minute at the issuer alone.
/// </summary>
internal sealed class ClientAssertion : IDisposable
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly string clientId;
    private readonly string audience;
    private readonly TimeProvider clock;
    private readonly AsymmetricAlgorithm key;
    private readonly SigningCredentials signing;

    public ClientAssertion(IOptions<ServiceClientSettings> settings, IOptions<Addresses> addresses, TimeProvider clock)
    {
        clientId = settings.Value.ClientId;
        audience = addresses.Value.Identity.AbsoluteUri;
        this.clock = clock;
        (key, signing) = Read(settings.Value.ReadPem());
    }

    public string ClientId => clientId;

    public string Write()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "client-authentication+jwt",
            Issuer = clientId,
            Audience = audience,
            IssuedAt = now,
            Expires = now.AddMinutes(1),
            Claims = new Dictionary<string, object> { ["sub"] = clientId, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = signing,
        });
    }

    public void Dispose() => key.Dispose();

    private static (AsymmetricAlgorithm, SigningCredentials) Read(string pem)
    {
        try
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return (curve, Signing(new ECDsaSecurityKey(curve), SecurityAlgorithms.EcdsaSha256));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Not an elliptic curve: PKCS#8 says only inside of which kind it is.
        }

        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return (rsa, Signing(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSsaPssSha256));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new StartFailureException("the private key of ServiceClient is no PEM of an RSA or EC P-256 key.", e);
        }
    }

    /// <summary>
    /// What signs is not kept in the process's common cache, which finds it by the public key: a service with the same key that stops would
    /// leave a disposed one there for the others.
    /// </summary>
    private static SigningCredentials Signing(SecurityKey key, string algorithm) =>
        new(key, algorithm) { CryptoProviderFactory = new() { CacheSignatureProviders = false } };
}
