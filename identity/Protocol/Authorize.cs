using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Organizations;
using SaasPlatform.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The authorization endpoint (OIDC Core section 3.1.2): the framework has checked the request, here the person decides.</summary>
internal static class Authorize
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, UserManager<Account> accounts, RegisteredClients clients, Grants grants, Interactions interactions,
        ScopeCatalogue catalogue, OrganizationChoice organizations, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var scopes = request.GetScopes();
        var audiences = ScopeCatalogue.AudiencesOf(await catalogue.FindAsync(scopes, cancellationToken), request.GetResources());
        if (!ScopeCatalogue.AreReached(request.GetResources(), audiences))
            return ProtocolError.Refuse(Errors.InvalidTarget, ScopeCatalogue.NotReached);

        var session = await http.AuthenticateAsync(SessionCookie.Scheme);
        var account = session.Succeeded ? await accounts.GetUserAsync(session.Principal) : null;
        var signedInAt = account is null ? DateTimeOffset.MinValue : SessionCookie.SignedInAt(session.Properties!);
        var progress = interactions.Find(http.Request.GetEncodedPathAndQuery());
        var isFresh = account is not null && progress?.Includes(signedInAt) == true;
        var wanted = ClaimsRequest.Parse((string?)request[Parameters.Claims])!;
        var expected = await ExpectedPerson.ReadAsync(http, request, wanted);
        if (request.HasPromptValue("create") && !isFresh)
            return interactions.Require(http, request, Interactions.Register, Errors.InteractionRequired);
        if (account is null || (!isFresh && (AsksForSignIn(request, signedInAt, clock.GetUtcNow()) || !expected.Is(account.Id))))
            return interactions.Require(http, request, Interactions.SignIn, Errors.LoginRequired);
        if (!expected.IsOrIsUnknown(account.Id))
            return ProtocolError.Refuse(Errors.LoginRequired, "Another person has signed in than the request names.");
        if (request.HasPromptValue(PromptValues.SelectAccount) && !isFresh && progress?.Selected != account.Id)
            return interactions.Require(http, request, Interactions.SelectAccount, Errors.AccountSelectionRequired);

        var chosen = await organizations.OfAsync(request, account.Id, progress, cancellationToken);
        if (chosen.Refusal is var (error, description))
            return ProtocolError.Refuse(error, description);
        if (chosen.MustPick)
            return interactions.Require(http, request, Interactions.SelectOrganization, Errors.InteractionRequired);

        var client = (await clients.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        var released = await ReleasedClaims.OfAsync(wanted, client, clients, cancellationToken);
        if (client.ConsentType == ConsentTypes.Explicit)
        {
            if (progress?.Refused == account.Id)
                return ProtocolError.Refuse(Errors.AccessDenied, "The person did not consent.");
            var asksAgain = request.HasPromptValue(PromptValues.Consent) && progress?.Consented != account.Id;
            if (asksAgain || !await grants.HasConsentAsync(account.Id, client, released.ScopesWith(scopes), cancellationToken))
                return interactions.Require(http, request, Interactions.Consent, Errors.ConsentRequired);
        }

        var sessionId = SessionCookie.SessionId(session.Properties!);
        if (await grants.CreateAsync(account.Id, client, scopes, released.UserInfo, sessionId, chosen.Organization, cancellationToken) is not { } grantId)
            return interactions.Require(http, request, Interactions.SignIn, Errors.LoginRequired);

        var principal = TokenPrincipal.ForAccount(account.Id, sessionId, signedInAt.ToUnixTimeSeconds(), AuthenticationContext.Methods(session.Principal!));
        TokenPrincipal.SetRequestedClaims(principal, released.IdToken);
        principal.SetScopes(scopes);
        principal.SetResources(audiences);
        principal.SetAuthorizationId(grantId);
        return Results.SignIn(principal, properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>Whether the client wants the person to prove again who they are (OIDC Core section 3.1.2.1).</summary>
    private static bool AsksForSignIn(OpenIddictRequest request, DateTimeOffset signedInAt, DateTimeOffset now) =>
        request.HasPromptValue(PromptValues.Login) || (request.MaxAge is { } seconds && (now - signedInAt).TotalSeconds > seconds);
}
