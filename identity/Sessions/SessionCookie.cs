using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Sessions;

/// <summary>
/// The cookie of the browser session. It names the session (<c>sid</c>) and says when this browser's person proved who they are:
/// whoever stole an older cookie gains nothing when they do so again.
/// </summary>
internal static class SessionCookie
{
    private const string SessionIdItem = "sid";
    private const string SignedInAtItem = "auth_time";

    public static string Scheme => IdentityConstants.ApplicationScheme;

    public static void Configure(CookieAuthenticationOptions options, Addresses addresses, TimeProvider clock)
    {
        options.SetCookieName("saas.identity", addresses);
        options.LoginPath = "/sign-in";
        options.LogoutPath = "/sign-out";
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // The error page answers in place; a redirect would lose the status.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.ReturnUrlParameter = "returnUrl";
        // How long a session lasts, its row says; the ticket ends with it.
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = EndWithTheSessionAsync;
        options.Events.OnSigningIn = context => BeginAsync(context, clock);
        options.Events.OnSigningOut = context => EndAsync(context.HttpContext);
    }

    /// <summary>
    /// A session that was ended anywhere has ended here, at the next request; one that began before the password was set anew,
    /// too. The account is read once a request, here.
    /// </summary>
    private static async Task EndWithTheSessionAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        // A cookie from before sessions were stored names none.
        var account = context.Properties.Items.ContainsKey(SessionIdItem)
            ? await services.GetRequiredService<BrowserSessions>().FindAccountAsync(SessionId(context.Properties), context.HttpContext.RequestAborted)
            : null;
        var stamp = context.Principal?.FindFirst(services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType)?.Value;
        if (account is null || !await services.GetRequiredService<SignInManager<Account>>().ValidateSecurityStampAsync(account, stamp))
            context.RejectPrincipal();
    }

    /// <summary>
    /// Whoever signs in again goes on in the same session, with a new time of sign-in; another person ends the one before.
    /// </summary>
    private static async Task BeginAsync(CookieSigningInContext context, TimeProvider clock)
    {
        var (http, properties) = (context.HttpContext, context.Properties);
        var sessions = http.RequestServices.GetRequiredService<BrowserSessions>();
        var subject = context.Principal!.FindFirst("sub")!.Value;
        var before = await http.AuthenticateAsync(Scheme);
        var isSamePerson = before.Succeeded && before.Principal.FindFirst("sub")?.Value == subject;
        if (before.Succeeded && !isSamePerson)
            await EndAsync(http);

        var id = isSamePerson ? SessionId(before.Properties!) : null;
        var end = id is null ? null : await sessions.RenewAsync(id, properties.IsPersistent, http.RequestAborted);
        if (end is null)
        {
            var session = await sessions.BeginAsync(Guid.Parse(subject), properties.IsPersistent, http.Request.Headers.UserAgent, http.RequestAborted);
            (id, end) = (session.Id, session.ExpiresAt);
        }

        properties.ExpiresUtc = end;
        properties.Items[SessionIdItem] = id;
        properties.Items[SignedInAtItem] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>However a session ends, what was issued in it ends with it.</summary>
    private static async Task EndAsync(HttpContext http)
    {
        var session = await http.AuthenticateAsync(Scheme);
        if (session.Succeeded)
            await http.RequestServices.GetRequiredService<Grants>().EndSessionAsync(SessionId(session.Properties), http.RequestAborted);
    }

    /// <summary>Cookies ignore ports, so each app has its own names; outside plain http they are bound to the host.</summary>
    public static void SetCookieName(this CookieAuthenticationOptions options, string name, Addresses addresses)
    {
        var isHttps = addresses.Identity.Scheme == Uri.UriSchemeHttps;
        options.Cookie.Name = isHttps ? $"__Host-{name}" : name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>The id of the browser session (<c>sid</c>).</summary>
    public static string SessionId(AuthenticationProperties properties) => properties.Items[SessionIdItem]!;

    /// <summary>When the person last proved who they are (<c>auth_time</c>).</summary>
    public static DateTimeOffset SignedInAt(AuthenticationProperties properties) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(properties.Items[SignedInAtItem]!, CultureInfo.InvariantCulture));
}
