using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// The end-session endpoint (OIDC RP-Initiated Logout). A request that carries no ID token of the person who is signed in
/// may come from anybody, so the person is asked first; one whose token is not genuine gets an error page.
/// </summary>
internal static class EndSession
{
    public const string ConfirmationPage = "/sign-out";
    public const string SignedOutPage = "/signed-out";

    public static async Task<IResult> HandleAsync(HttpContext http)
    {
        var hint = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var named = hint.Principal?.GetClaim(Claims.Subject);
        if (named is null && !string.IsNullOrEmpty(http.GetOpenIddictServerRequest()!.IdTokenHint))
            return Results.BadRequest();

        var session = await http.AuthenticateAsync(SessionCookie.Scheme);
        if (session.Succeeded)
        {
            if (named != session.Principal.GetClaim(Claims.Subject))
                return Results.Redirect(QueryHelpers.AddQueryString(ConfirmationPage, "returnUrl", http.Request.GetEncodedPathAndQuery()));

            await http.SignOutAsync(SessionCookie.Scheme);
        }

        // The framework redirects to the address the client registered; without one, the person stays here.
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = SignedOutPage },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
