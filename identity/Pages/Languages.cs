using System.Globalization;
using Microsoft.AspNetCore.Localization;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Pages;

/// <summary>The languages of the pages: the browser's own decides, what the client asked for overrides it, a choice made on a page overrides both.</summary>
public static class Languages
{
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["ru"] = "Русский",
        ["en"] = "English",
    };

    public static string CookieName(Addresses addresses) =>
        addresses.Identity.Scheme == Uri.UriSchemeHttps ? "__Host-saas.language" : "saas.language";

    internal static void Configure(RequestLocalizationOptions options, Addresses addresses)
    {
        var cultures = Names.Keys.Select(CultureInfo.GetCultureInfo).ToArray();
        options.DefaultRequestCulture = new RequestCulture("en");
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = CookieName(addresses) },
            new UiLocales(),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }
}
