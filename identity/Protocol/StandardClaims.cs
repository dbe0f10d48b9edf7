using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The standard claims of an account by scope (OIDC Core section 5.4), for the ID token and userinfo alike.</summary>
internal static class StandardClaims
{
    public static readonly string[] Names =
    [
        Claims.Name, Claims.GivenName, Claims.FamilyName, Claims.Picture, Claims.Locale, Claims.Zoneinfo, Claims.UpdatedAt,
        Claims.Email, Claims.EmailVerified, Claims.PhoneNumber, Claims.PhoneNumberVerified,
        Claims.AuthenticationTime, SessionId,
    ];

    /// <summary>The id of the browser session (OIDC Back-Channel Logout section 2.1).</summary>
    public const string SessionId = "sid";

    /// <summary>Gives each claim that a scope releases and the account has, with its JSON type.</summary>
    public static Dictionary<string, object> Of(Account account, ImmutableArray<string> scopes)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal);
        if (scopes.Contains(Scopes.Profile))
        {
            Add(Claims.Name, account.Name);
            Add(Claims.GivenName, account.GivenName);
            Add(Claims.FamilyName, account.FamilyName);
            Add(Claims.Picture, account.Picture);
            Add(Claims.Locale, account.Locale);
            Add(Claims.Zoneinfo, account.ZoneInfo);
            claims[Claims.UpdatedAt] = account.UpdatedAt.ToUnixTimeSeconds();
        }

        if (scopes.Contains(Scopes.Email) && account.Email is not null)
        {
            claims[Claims.Email] = account.Email;
            claims[Claims.EmailVerified] = account.EmailConfirmed;
        }

        if (scopes.Contains(Scopes.Phone) && account.PhoneNumber is not null)
        {
            claims[Claims.PhoneNumber] = account.PhoneNumber;
            claims[Claims.PhoneNumberVerified] = account.PhoneNumberConfirmed;
        }

        return claims;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                claims[name] = value;
        }
    }

    /// <summary>Sets the claims on an identity that becomes an ID token.</summary>
    public static void AddTo(ClaimsIdentity identity, Account account, ImmutableArray<string> scopes)
    {
        foreach (var (name, value) in Of(account, scopes))
        {
            _ = value switch
            {
                string text => identity.SetClaim(name, text),
                bool flag => identity.SetClaim(name, flag),
                long number => identity.SetClaim(name, number),
                _ => throw new InvalidOperationException($"The claim {name} has an unexpected type."),
            };
        }
    }
}
