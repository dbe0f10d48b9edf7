using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Pages.Register;

/// <summary>
/// Tells the browser in which somebody registered: there the mailed link is enough. Anywhere else it proves only who reads the
/// mailbox, and that need not be who chose the password.
/// </summary>
public sealed class RegistrationCookie(LinkTokens links, IOptions<Addresses> addresses)
{
    private bool IsHttps => addresses.Value.Identity.Scheme == Uri.UriSchemeHttps;

    private string Name => IsHttps ? "__Host-saas.registration" : "saas.registration";

    public void Write(HttpContext context, PendingRegistration pending) =>
        context.Response.Cookies.Append(Name, links.Create(LinkPurpose.RegisteringBrowser, pending.Id, pending.ExpiresAt), Options(pending.ExpiresAt));

    /// <summary>The registration begun here last.</summary>
    public Guid? Read(HttpContext context) =>
        links.Read(LinkPurpose.RegisteringBrowser, context.Request.Cookies[Name]) is { HasExpired: false } token ? token.Id : null;

    public void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(DateTimeOffset? expires) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = IsHttps,
        SameSite = SameSiteMode.Lax,
        Expires = expires,
        IsEssential = true,
    };
}
