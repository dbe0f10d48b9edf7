using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The standard claims of an account by scope (OIDC Core sections 5.1 and 5.4), for the ID token and userinfo alike.</summary>
internal static class StandardClaims
{
    /// <summary>The id of the browser session (OIDC Back-Channel Logout section 2.1).</summary>
    public const string SessionId = "sid";

    /// <summary>The scope that releases each claim.</summary>
    public static readonly FrozenDictionary<string, string> Scopes = new Dictionary<string, string[]>
    {
        [OpenIddictConstants.Scopes.Profile] =
        [
            Claims.Name, Claims.GivenName, Claims.FamilyName, Claims.MiddleName, Claims.Nickname, Claims.PreferredUsername, Claims.Profile,
            Claims.Picture, Claims.Website, Claims.Gender, Claims.Birthdate, Claims.Zoneinfo, Claims.Locale, Claims.UpdatedAt,
        ],
        [OpenIddictConstants.Scopes.Email] = [Claims.Email, Claims.EmailVerified],
        [OpenIddictConstants.Scopes.Phone] = [Claims.PhoneNumber, Claims.PhoneNumberVerified],
        [OpenIddictConstants.Scopes.Address] = [Claims.Address],
    }.SelectMany(s => s.Value, (s, claim) => (Scope: s.Key, Claim: claim)).ToFrozenDictionary(c => c.Claim, c => c.Scope, StringComparer.Ordinal);

    /// <summary>Every claim that a token or userinfo can hold.</summary>
    public static readonly string[] Names =
    [
        .. Scopes.Keys, Claims.AuthenticationTime, Claims.AuthenticationContextReference, Claims.AuthenticationMethodReference, SessionId,
    ];

    /// <summary>Gives each claim that the account has and that a scope releases or the client asked for, with its JSON type.</summary>
    /// <param name="account">Whose claims.</param>
    /// <param name="scopes">What was granted.</param>
    /// <param name="requested">Single claims besides, which the client may have.</param>
    public static Dictionary<string, object> Of(Account account, ImmutableArray<string> scopes, IReadOnlyCollection<string> requested)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in All(account))
        {
            if (value is not (null or "") && (scopes.Contains(Scopes[name]) || requested.Contains(name)))
                claims[name] = value;
        }

        return claims;
    }

    /// <summary>Sets the claims on an identity that becomes an ID token.</summary>
    public static void AddTo(ClaimsIdentity identity, Account account, ImmutableArray<string> scopes, IReadOnlyCollection<string> requested)
    {
        foreach (var (name, value) in Of(account, scopes, requested))
        {
            _ = value switch
            {
                string text => identity.SetClaim(name, text),
                bool flag => identity.SetClaim(name, flag),
                long number => identity.SetClaim(name, number),
                _ => identity.SetClaim(name, JsonSerializer.SerializeToElement(value, value.GetType())),
            };
        }
    }

    private static (string Name, object? Value)[] All(Account account) =>
    [
        (Claims.Name, account.Name),
        (Claims.GivenName, account.GivenName),
        (Claims.FamilyName, account.FamilyName),
        (Claims.MiddleName, account.MiddleName),
        (Claims.Nickname, account.Nickname),
        (Claims.PreferredUsername, account.PreferredUsername),
        (Claims.Profile, account.Profile),
        (Claims.Picture, account.Picture),
        (Claims.Website, account.Website),
        (Claims.Gender, account.Gender),
        (Claims.Birthdate, account.Birthdate),
        (Claims.Zoneinfo, account.ZoneInfo),
        (Claims.Locale, account.Locale),
        (Claims.UpdatedAt, account.UpdatedAt.ToUnixTimeSeconds()),
        (Claims.Email, account.Email),
        (Claims.EmailVerified, account.Email is null ? null : account.EmailConfirmed),
        (Claims.PhoneNumber, account.PhoneNumber),
        (Claims.PhoneNumberVerified, account.PhoneNumber is null ? null : account.PhoneNumberConfirmed),
        (Claims.Address, AddressClaim.Of(account.Address)),
    ];
}
