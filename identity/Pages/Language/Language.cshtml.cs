using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Pages.Language;

/// <summary>Keeps the language a person chose and shows the page they were on. There is nothing to see here by itself.</summary>
[AllowAnonymous]
public sealed class LanguageModel(IOptions<Addresses> addresses, TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost(string? language, string? returnUrl)
    {
        if (language is null || !Languages.Names.ContainsKey(language))
            return BadRequest();

        var isHttps = addresses.Value.Identity.Scheme == Uri.UriSchemeHttps;
        Response.Cookies.Append(
            Languages.CookieName(addresses.Value),
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { Path = "/", HttpOnly = true, Secure = isHttps, SameSite = SameSiteMode.Lax, Expires = clock.GetUtcNow().AddYears(1) });
        return LocalRedirect(LocalUrl.Accept(returnUrl) ?? "/");
    }
}
