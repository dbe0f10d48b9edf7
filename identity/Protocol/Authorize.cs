using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The authorization endpoint (OIDC Core section 3.1.2): the framework has checked the request, here the person decides.</summary>
internal static class Authorize
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, UserManager<Account> accounts, RegisteredClients clients, Grants grants, ConsentAnswer answers,
        ScopeCatalogue catalogue, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var audiences = ScopeCatalogue.AudiencesOf(await catalogue.FindAsync(request.GetScopes(), cancellationToken), request.GetResources());
        if (!ScopeCatalogue.AreReached(request.GetResources(), audiences))
            return ProtocolError.Refuse(Errors.InvalidTarget, ScopeCatalogue.NotReached);
        if (request.HasPromptValue("create"))
            return Interaction.Require(http, request, Interaction.Register, Errors.InteractionRequired);

        var session = await http.AuthenticateAsync(SessionCookie.Scheme);
        var account = session.Succeeded ? await accounts.GetUserAsync(session.Principal) : null;
        var (isHintGenuine, expected) = await ReadHintAsync(http, request);
        if (!isHintGenuine)
            return Interaction.Require(http, request, Interaction.SignIn, Errors.LoginRequired, Parameters.IdTokenHint);
        if (account is null || (expected is not null && expected != account.Id.ToString()))
            return Interaction.Require(http, request, Interaction.SignIn, Errors.LoginRequired);

        var signedInAt = SessionCookie.SignedInAt(session.Properties!);
        if (Interaction.AsksForSignIn(request, signedInAt, clock.GetUtcNow()))
            return Interaction.Require(http, request, Interaction.SignIn, Errors.LoginRequired);

        var client = (await clients.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        var scopes = request.GetScopes();
        if (client.ConsentType == ConsentTypes.Explicit)
        {
            if (answers.IsRefusal((string?)request[ConsentAnswer.Parameter], account.Id, request.ClientId!, http.Request.GetEncodedPathAndQuery()))
                return ProtocolError.Refuse(Errors.AccessDenied, "The person did not consent.");
            if (request.HasPromptValue(PromptValues.Consent) || !await grants.HasConsentAsync(account.Id, client, scopes, cancellationToken))
                return Interaction.Require(http, request, Interaction.Consent, Errors.ConsentRequired);
        }

        var sessionId = SessionCookie.SessionId(session.Properties!);
        var principal = TokenPrincipal.ForAccount(account.Id, sessionId, signedInAt.ToUnixTimeSeconds());
        principal.SetScopes(scopes);
        principal.SetResources(audiences);
        principal.SetAuthorizationId(await grants.CreateAsync(account.Id, client, scopes, sessionId, cancellationToken));
        return Results.SignIn(principal, properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>
    /// A client that names the person it expects gets no other (OIDC Core section 3.1.2.1, <c>id_token_hint</c>). One whose
    /// hint cannot be verified expects somebody, and nobody knows whom.
    /// </summary>
    private static async Task<(bool IsGenuine, string? Subject)> ReadHintAsync(HttpContext http, OpenIddictRequest request)
    {
        if (string.IsNullOrEmpty(request.IdTokenHint))
            return (true, null);

        var hint = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var subject = hint.Principal?.GetClaim(Claims.Subject);
        return (subject is not null, subject);
    }
}
