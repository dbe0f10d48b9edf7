using SaasPlatform.Identity.Protocol;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Clients;

/// <summary>What a registration must be. Each message says what is wrong and what would be right.</summary>
public static class ClientRules
{
    private const int ShortestSecret = 32;
    private static readonly string[] Grants = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.ClientCredentials];

    /// <summary>Gives what is wrong with a definition; nothing when it can be registered.</summary>
    public static IEnumerable<string> Check(ClientDefinition client, ScopeCatalogue catalogue)
    {
        if (client.ClientId.Length is 0 or > 100 || client.ClientId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            yield return "clientId needs 1 to 100 letters, digits, '-', '_' or '.'.";
        if (string.IsNullOrWhiteSpace(client.Name))
            yield return "name is missing.";
        if (client.Secret is { Length: < ShortestSecret })
            yield return $"secret needs at least {ShortestSecret} characters; make it with a generator.";
        foreach (var grant in client.GrantTypes.Except(Grants))
            yield return $"grantTypes: '{grant}' is not one of {string.Join(", ", Grants)}.";
        if (client.IsPublic && client.GrantTypes.Contains(GrantTypes.ClientCredentials))
            yield return "grantTypes: client_credentials needs a secret or a publicKey (RFC 6749 section 4.4).";
        if (client.GrantTypes.Contains(GrantTypes.AuthorizationCode) && client.RedirectUris.Count == 0)
            yield return "redirectUris: authorization_code needs at least one.";
        foreach (var scope in client.Scopes)
        {
            if (ScopeCatalogue.IsInternal(scope))
                yield return $"scopes: '{scope}' is for services only, never for a registered client.";
            else if (!catalogue.Contains(scope))
                yield return $"scopes: there is no scope '{scope}'.";
        }

        foreach (var uri in client.RedirectUris.Concat(client.PostLogoutRedirectUris).Where(u => !IsSafe(u)))
            yield return $"'{uri}' must be an absolute https address without a fragment (http only for localhost), or an app's own scheme with a dot.";
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
}
