using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>What tokens say about whom they were issued for, and which claim goes into which token.</summary>
internal static class TokenPrincipal
{
    private const string RequestedClaims = "requested_claims";

    /// <summary>For a person in a browser session.</summary>
    public static ClaimsPrincipal ForAccount(Guid accountId, string sessionId, long signedInAt, ImmutableArray<string> methods)
    {
        var identity = NewIdentity(accountId.ToString());
        identity.SetClaim(StandardClaims.SessionId, sessionId);
        SetAuthentication(identity, signedInAt, methods);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Notes in a code, and in the refresh tokens that follow, which single claims belong into the ID token.</summary>
    public static void SetRequestedClaims(ClaimsPrincipal principal, IReadOnlyList<string> claims)
    {
        if (claims.Count > 0)
            principal.SetClaim(RequestedClaims, string.Join(' ', claims));
    }

    /// <summary>For a person whose code or refresh token was presented; the claims are read anew from the account.</summary>
    public static ClaimsPrincipal Renew(ClaimsPrincipal presented, Account account, ImmutableArray<string> scopes, bool profileInIdToken)
    {
        var identity = NewIdentity(account.Id.ToString());
        identity.SetClaim(StandardClaims.SessionId, presented.GetClaim(StandardClaims.SessionId));
        var signedInAt = long.Parse(presented.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture);
        SetAuthentication(identity, signedInAt, presented.GetClaims(Claims.AuthenticationMethodReference));
        var requested = presented.GetClaim(RequestedClaims);
        StandardClaims.AddTo(identity, account, profileInIdToken ? scopes : [], requested?.Split(' ') ?? []);
        identity.SetClaim(RequestedClaims, requested);
        identity.SetDestinations(DestinationsOf);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>For a client that acts for itself: its subject is its own id (RFC 9068 section 2.2).</summary>
    public static ClaimsPrincipal ForClient(string clientId)
    {
        var identity = NewIdentity(clientId);
        identity.SetDestinations(DestinationsOf);
        return new ClaimsPrincipal(identity);
    }

    private static void SetAuthentication(ClaimsIdentity identity, long signedInAt, ImmutableArray<string> methods)
    {
        identity.SetClaim(Claims.AuthenticationTime, signedInAt);
        if (methods.IsEmpty)
            return;

        identity.SetClaims(Claims.AuthenticationMethodReference, methods);
        identity.SetClaim(Claims.AuthenticationContextReference, AuthenticationContext.Password);
    }

    private static ClaimsIdentity NewIdentity(string subject) =>
        new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role).SetClaim(Claims.Subject, subject);

    /// <summary>Access tokens stay small and free of personal data: they carry the subject and the session, nothing more.</summary>
    private static IEnumerable<string> DestinationsOf(Claim claim) => claim.Type switch
    {
        Claims.Subject => [Destinations.AccessToken, Destinations.IdentityToken],
        StandardClaims.SessionId => [Destinations.AccessToken, Destinations.IdentityToken],
        RequestedClaims => [],
        _ => [Destinations.IdentityToken],
    };
}
