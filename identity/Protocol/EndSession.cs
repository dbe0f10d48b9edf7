using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Logout;
using SaasPlatform.Identity.Protocol.Rules;
using SaasPlatform.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// The end-session endpoint (OIDC RP-Initiated Logout). A request that carries no ID token of the person who is signed in
/// may come from anybody, so the person is asked first; one whose token is not genuine gets an error page.
/// </summary>
internal static class EndSession
{
    public const string ConfirmationPage = "/sign-out";

    public static async Task<IResult> HandleAsync(HttpContext http)
    {
        var hint = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var named = hint.Principal?.GetClaim(Claims.Subject);
        if (named is null && !string.IsNullOrEmpty(http.GetOpenIddictServerRequest()!.IdTokenHint))
            return Results.BadRequest();

        var session = await http.AuthenticateAsync(SessionCookie.Scheme);
        if (session.Succeeded)
        {
            var sessionId = SessionCookie.SessionId(session.Properties);
            // An ID token from another session of the same person is somebody's who need not be here.
            if (named != session.Principal.GetClaim(Claims.Subject)
                || hint.Principal?.GetClaim(StandardClaims.SessionId) != sessionId)
                return Results.Redirect(QueryHelpers.AddQueryString(ConfirmationPage, "returnUrl", http.Request.GetEncodedPathAndQuery()));

            await http.SignOutAsync(SessionCookie.Scheme);
            http.Transaction().SetProperty(BrowsersTellClientsBeforeTheyLeave.EndedSession, sessionId);
        }

        // The framework redirects to the address the client registered; without one, the person stays here.
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = FrontChannelLogout.Page },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
