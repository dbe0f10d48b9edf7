using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Pages;

/// <summary>Razor Pages in two languages, with the styles and scripts that the assembly carries.</summary>
internal static class PagesRegistration
{
    public const string CultureCookie = "saas.culture";

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // The files are embedded, so the service and the all-in-one host serve the same ones.
        builder.Environment.WebRootFileProvider = new ManifestEmbeddedFileProvider(typeof(PagesRegistration).Assembly, "wwwroot");
        builder.Services.AddLocalization();
        builder.Services.AddRazorPages().AddViewLocalization().AddDataAnnotationsLocalization();
        builder.Services.AddOptions<RequestLocalizationOptions>().Configure(Localize);
        builder.Services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<IOptions<Addresses>>((options, addresses) =>
        {
            var isHttps = addresses.Value.Identity.Scheme == Uri.UriSchemeHttps;
            options.Cookie.Name = isHttps ? "__Host-saas.form" : "saas.form";
            options.Cookie.Path = "/";
            options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    /// <summary>Serves the embedded files; an address with a version never changes its content.</summary>
    public static void UseEmbeddedFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file =>
        {
            var headers = file.Context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
                ? "public, max-age=31536000, immutable"
                : "public, max-age=3600";
        },
    });

    private static void Localize(RequestLocalizationOptions options)
    {
        CultureInfo[] cultures = [new("en"), new("ru")];
        options.DefaultRequestCulture = new RequestCulture("en");
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders =
        [
            new UiLocales(),
            new CookieRequestCultureProvider { CookieName = CultureCookie },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }
}
