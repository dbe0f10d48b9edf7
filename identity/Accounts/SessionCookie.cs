using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using SaasPlatform.Identity.Sessions;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Accounts;

/// <summary>
/// The browser session: its id (<c>sid</c>) and the time of sign-in travel in the properties of the cookie, which survive
/// its renewal.
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
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = EndAfterChangedSecretsAsync;
        options.Events.OnSigningIn = context => BeginAsync(context, clock);
        options.Events.OnSigningOut = context => EndAsync(context.HttpContext);
    }

    /// <summary>
    /// A session that began before the password was set anew has ended, at the next request it makes. The account is read once
    /// a request, here.
    /// </summary>
    private static async Task EndAfterChangedSecretsAsync(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<Account>>();
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is null)
            context.RejectPrincipal();
    }

    /// <summary>
    /// Whoever signs in again goes on in the same session, with a new time of sign-in; another person ends the one before.
    /// </summary>
    private static async Task BeginAsync(CookieSigningInContext context, TimeProvider clock)
    {
        var items = context.Properties.Items;
        if (items.ContainsKey(SessionIdItem))
            return;

        var before = await context.HttpContext.AuthenticateAsync(Scheme);
        var isSamePerson = before.Succeeded && before.Principal.FindFirst("sub")?.Value == context.Principal?.FindFirst("sub")?.Value;
        if (before.Succeeded && !isSamePerson)
            await EndAsync(context.HttpContext);
        items[SessionIdItem] = isSamePerson ? SessionId(before.Properties!) : Guid.CreateVersion7().ToString("N");
        items[SignedInAtItem] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
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
