using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The userinfo endpoint (OIDC Core section 5.3). The framework refuses tokens that were revoked or whose session ended.</summary>
internal static class UserInfo
{
    public static async Task<IResult> HandleAsync(HttpContext http, UserManager<Account> accounts, UserInfoTokens tokens)
    {
        var token = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        var subject = token.GetClaim(Claims.Subject)!;
        if (!Guid.TryParse(subject, out _) || subject == token.GetClaim(Claims.ClientId))
            return ProtocolError.Refuse(Errors.InvalidToken, "The token speaks for a client, not for a person.");
        if (!token.HasScope(Scopes.OpenId))
            return ProtocolError.Refuse(Errors.InsufficientScope, "The token lacks the scope openid.");

        var account = await accounts.FindByIdAsync(subject);
        if (account is null)
            return ProtocolError.Refuse(Errors.InvalidToken, "The account no longer exists.");

        var grant = http.Transaction().GetProperty<UserInfoGrant>(UserInfoGrant.Property);
        var claims = StandardClaims.Of(account, token.GetScopes(), grant?.Claims?.Split(' ') ?? []);
        claims[Claims.Subject] = account.Id.ToString();
        http.Response.Headers.CacheControl = "no-store";
        return ClientSettings.Read(grant?.ClientSettings, ClientSettings.UserInfoSignedResponseAlg) is null
            ? Results.Json(claims)
            : Results.Text(tokens.Write(claims, grant!.ClientId), "application/jwt");
    }
}
