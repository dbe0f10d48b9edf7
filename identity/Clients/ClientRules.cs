using System.Globalization;
using System.Security.Cryptography;
using SaasPlatform.Identity.Branding;
using SaasPlatform.Identity.Protocol;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>What a registration must be. Each message says what is wrong and what would be right.</summary>
public static class ClientRules
{
    private static readonly string[] Grants = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.ClientCredentials];

    /// <summary>Gives what is wrong with a definition; nothing when it can be registered.</summary>
    /// <param name="client">The definition.</param>
    /// <param name="scopes">Those of its scopes that exist.</param>
    public static IEnumerable<(string Member, string Problem)> Check(ClientDefinition client, IReadOnlyDictionary<string, string?> scopes)
    {
        if (client.ClientId.Length is 0 or > 100 || client.ClientId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            yield return ("clientId", "needs 1 to 100 letters, digits, '-', '_' or '.'.");
        if (string.IsNullOrWhiteSpace(client.Name))
            yield return ("name", "is empty.");
        foreach (var language in client.Names.Keys.Where(l => !IsLanguage(l)))
            yield return ($"names.{language}", "is no language tag.");
        foreach (var wrong in CheckCredentials(client).Concat(CheckGrants(client)).Concat(CheckScopes(client, scopes)))
            yield return wrong;
        foreach (var wrong in CheckPlaces("redirectUris", client.RedirectUris).Concat(CheckPlaces("postLogoutRedirectUris", client.PostLogoutRedirectUris)))
            yield return wrong;
        foreach (var wrong in CheckAddress("backchannelLogoutUri", client.BackchannelLogoutUri).Concat(CheckAddress("frontchannelLogoutUri", client.FrontchannelLogoutUri)))
            yield return wrong;
        foreach (var wrong in CheckOrigins(client.Origins).Concat(CheckProtocol(client)).Concat(CheckLifetimes(client.TokenLifetimes ?? new())))
            yield return wrong;
        foreach (var wrong in CheckBranding(client))
            yield return wrong;
        if (client.Resource is not null && client.IsPublic)
            yield return ("resource", "only a confidential client can be a resource: introspection needs authentication.");
    }

    private static IEnumerable<(string Member, string Problem)> CheckCredentials(ClientDefinition client)
    {
        if (client.Secret is { Length: < ClientSecret.Shortest })
            yield return ("secret", $"needs at least {ClientSecret.Shortest} characters; leave it out and say \"type\": \"confidential\" to get one.");
        if (client.Type == ClientType.Public && (client.Secret ?? client.SecretFile ?? client.PublicKey) is not null)
            yield return ("type", "a public client has neither a secret nor a key.");
        if (client.PublicKey is { } pem && !IsRsa(pem))
            yield return ("publicKey", "is not PEM of an RSA key.");
    }

    private static IEnumerable<(string Member, string Problem)> CheckGrants(ClientDefinition client)
    {
        for (var i = 0; i < client.GrantTypes.Count; i++)
        {
            if (!Grants.Contains(client.GrantTypes[i]))
                yield return ($"grantTypes[{i}]", $"'{client.GrantTypes[i]}' is not one of {string.Join(", ", Grants)}.");
        }

        if (client.IsPublic && client.GrantTypes.Contains(GrantTypes.ClientCredentials))
            yield return ("grantTypes", "client_credentials needs a confidential client (RFC 6749 section 4.4).");
        if (client.GrantTypes.Contains(GrantTypes.AuthorizationCode) && client.RedirectUris.Count == 0)
            yield return ("redirectUris", "authorization_code needs at least one.");
    }

    private static IEnumerable<(string Member, string Problem)> CheckScopes(ClientDefinition client, IReadOnlyDictionary<string, string?> scopes)
    {
        for (var i = 0; i < client.Scopes.Count; i++)
        {
            if (BuiltInScopes.IsInternal(client.Scopes[i]))
                yield return ($"scopes[{i}]", $"'{client.Scopes[i]}' is for services only, never for a registered client.");
            else if (!scopes.ContainsKey(client.Scopes[i]))
                yield return ($"scopes[{i}]", $"there is no scope '{client.Scopes[i]}'; scopes apply registers those of other APIs.");
        }
    }

    private static IEnumerable<(string Member, string Problem)> CheckPlaces(string member, IReadOnlyList<string> places)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (!IsSafe(places[i]))
                yield return ($"{member}[{i}]", $"'{places[i]}' must be an absolute https address without a fragment (http only for localhost), or an app's own scheme with a dot.");
        }
    }

    private static IEnumerable<(string Member, string Problem)> CheckAddress(string member, string? address)
    {
        if (address is not null && !(IsSafe(address) && address.StartsWith("http", StringComparison.OrdinalIgnoreCase)))
            yield return (member, $"'{address}' must be an absolute https address without a fragment (http only for localhost).");
    }

    private static IEnumerable<(string Member, string Problem)> CheckBranding(ClientDefinition client)
    {
        if (client.Color is not null && Color.Parse(client.Color) is null)
            yield return ("color", $"'{client.Color}' must be six hexadecimal digits after a '#', as #0b6b50.");
        foreach (var wrong in CheckAddress("clientUri", client.ClientUri).Concat(CheckAddress("policyUri", client.PolicyUri)).Concat(CheckAddress("tosUri", client.TosUri)))
            yield return wrong;
    }

    private static IEnumerable<(string Member, string Problem)> CheckOrigins(IReadOnlyList<string> origins)
    {
        for (var i = 0; i < origins.Count; i++)
        {
            if (!IsSafe(origins[i]) || new Uri(origins[i]) is not { Scheme: "http" or "https", PathAndQuery: "/" })
                yield return ($"origins[{i}]", $"'{origins[i]}' must be scheme, host and port alone, as https://app.example.com (http only for localhost).");
        }
    }

    /// <summary>What a public client would lose all protection with (RFC 9700 sections 2.1.1 and 2.2.2).</summary>
    private static IEnumerable<(string Member, string Problem)> CheckProtocol(ClientDefinition client)
    {
        if (client.IsPublic && !client.RequirePkce)
            yield return ("requirePkce", "a public client has nothing else that protects its codes.");
        if (client.IsPublic && !client.RotateRefreshTokens)
            yield return ("rotateRefreshTokens", "the refresh tokens of a public client are replaced at every use.");
        if (client.UserinfoSignedResponseAlg is not (null or "RS256"))
            yield return ("userinfoSignedResponseAlg", $"'{client.UserinfoSignedResponseAlg}' is not RS256.");
    }

    private static IEnumerable<(string Member, string Problem)> CheckLifetimes(ClientTokenLifetimes lifetimes)
    {
        (string Member, TimeSpan? Value, TimeSpan Least, TimeSpan Most)[] limits =
        [
            ("accessToken", lifetimes.AccessToken, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)),
            ("identityToken", lifetimes.IdentityToken, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            ("refreshToken", lifetimes.RefreshToken, TimeSpan.FromHours(1), TimeSpan.FromDays(365)),
            ("refreshTokenAbsolute", lifetimes.RefreshTokenAbsolute, TimeSpan.FromHours(1), TimeSpan.FromDays(3_650)),
        ];
        return limits.Where(l => l.Value < l.Least || l.Value > l.Most).Select(l => ($"tokenLifetimes.{l.Member}", $"must be from {l.Least} to {l.Most}."));
    }

    /// <summary>RFC 9700 section 2.1 and, for installed apps, RFC 8252 sections 7.1 and 7.3.</summary>
    private static bool IsSafe(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            return false;
        if (uri.Scheme == Uri.UriSchemeHttp)
            return uri.IsLoopback;
        return uri.Scheme == Uri.UriSchemeHttps || uri.Scheme.Contains('.', StringComparison.Ordinal);
    }

    private static bool IsLanguage(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static bool IsRsa(string pem)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
