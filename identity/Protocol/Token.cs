using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Organizations;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The token endpoint (RFC 6749 section 3.2): client, grant and permissions are checked, here the tokens get their content.</summary>
internal static class Token
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, UserManager<Account> accounts, SignInManager<Account> signIn, RegisteredClients clients,
        ScopeCatalogue catalogue, TokenOrganization organizations, CancellationToken cancellationToken)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
            return await ForClientAsync(request, clients, catalogue, organizations, cancellationToken);

        var presented = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        var account = await accounts.FindByIdAsync(presented.GetClaim(Claims.Subject)!);
        if (account is null || !await signIn.CanSignInAsync(account))
            return ProtocolError.Refuse(Errors.InvalidGrant, "The account can no longer sign in.");

        var client = (await clients.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        var scopes = presented.GetScopes();
        if (request.IsRefreshTokenGrantType() && request.GetScopes() is { IsEmpty: false } wanted)
            // Less was asked for; that is no reason to end the offline access itself.
            scopes = scopes.RemoveAll(s => s != Scopes.OfflineAccess && !wanted.Contains(s));

        // A scope may have been taken from the client, or removed, since it was granted.
        var held = await clients.GetPermissionsAsync(client, cancellationToken);
        scopes = scopes.RemoveAll(s => s is not (Scopes.OpenId or Scopes.OfflineAccess) && !held.Contains(Permissions.Prefixes.Scope + s));
        var known = await catalogue.FindAsync(scopes, cancellationToken);
        scopes = scopes.RemoveAll(s => !known.ContainsKey(s));
        var principal = TokenPrincipal.Renew(presented, account, scopes, ClientSettings.HasProfileInIdToken(client));
        principal.SetScopes(scopes);
        var named = request.GetResources();
        var audiences = ScopeCatalogue.AudiencesOf(known, named).Intersect(presented.GetResources()).ToList();
        if (!ScopeCatalogue.AreReached(named, audiences))
            return RefuseTarget();

        principal.SetResources(audiences);
        return await organizations.AddToAsync(principal, presented, request, account.Id, cancellationToken) ?? SignIn(principal);
    }

    private static async Task<IResult> ForClientAsync(
        OpenIddictRequest request, RegisteredClients clients, ScopeCatalogue catalogue, TokenOrganization organizations, CancellationToken cancellationToken)
    {
        // Scopes of OpenID Connect are about a person, and there is none here.
        var scopes = request.GetScopes();
        var known = await catalogue.FindAsync(scopes, cancellationToken);
        if (known.Values.Any(audience => audience is null))
            return ProtocolError.Refuse(Errors.InvalidScope, "Scopes about a person need a person who signs in.");

        var audiences = ScopeCatalogue.AudiencesOf(known, request.GetResources());
        if (!ScopeCatalogue.AreReached(request.GetResources(), audiences))
            return RefuseTarget();

        var principal = TokenPrincipal.ForClient(request.ClientId!);
        principal.SetScopes(scopes);
        principal.SetResources(audiences);
        var client = (await clients.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        return await organizations.AddToClientAsync(principal, client, request, cancellationToken) ?? SignIn(principal);
    }

    private static IResult RefuseTarget() =>
        ProtocolError.Refuse(Errors.InvalidTarget, ScopeCatalogue.NotReached);

    private static IResult SignIn(ClaimsPrincipal principal) =>
        Results.SignIn(principal, properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}
