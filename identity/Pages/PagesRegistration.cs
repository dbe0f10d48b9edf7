using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using SaasPlatform.Identity.Pages.Consent;
using SaasPlatform.Identity.Pages.Error;
using SaasPlatform.Identity.Pages.ForgotPassword;
using SaasPlatform.Identity.Pages.Mailbox;
using SaasPlatform.Identity.Pages.Privacy;
using SaasPlatform.Identity.Pages.Register;
using SaasPlatform.Identity.Pages.SignIn;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages;

/// <summary>Razor Pages in two languages, with the styles and scripts that the assembly carries.</summary>
internal static class PagesRegistration
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // The files are embedded, so the service and the all-in-one host serve the same ones.
        builder.Environment.WebRootFileProvider = new ManifestEmbeddedFileProvider(typeof(PagesRegistration).Assembly, "wwwroot");
        builder.Services.AddLocalization();
        builder.Services.AddRazorPages().AddViewLocalization();
        builder.Services.Configure<RazorPagesOptions>(o => o.Conventions.ConfigureFilter(new PageHeaders()));
        builder.Services.Configure<RazorPagesOptions>(o => DevelopmentMailbox.RemoveOutside(builder.Environment, o));
        builder.Services.Configure<RazorPagesOptions>(o => o.Conventions.AddFolderApplicationModelConvention("/", TakeOwnMethodsOnly));
        // Forms here are flat; the reader of jQuery's own syntax takes a field named "[" for a failure of its own.
        builder.Services.Configure<MvcOptions>(o => o.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>());
        // Russian stays readable in the source of a page; what has a meaning in HTML is encoded all the same.
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddOptions<RequestLocalizationOptions>()
            .Configure<IOptions<Addresses>>((options, addresses) => Languages.Configure(options, addresses.Value));
        builder.Services.AddOptions<AntiforgeryOptions>()
            .Configure<IOptions<Addresses>>((options, addresses) => ConfigureAntiforgery(options, addresses.Value));

        builder.AddSettings<OperatorSettings>("Operator");
        builder.AddSettings<AccountAttemptsSettings>($"RateLimits:{SignInModel.SignInLimit}-account");
        builder.AddRateLimit(SignInModel.SignInLimit, permits: 30, windowSeconds: 60, AddressOfPost);
        builder.AddRateLimit(RegisterModel.RegisterLimit, permits: 20, windowSeconds: 600, AddressOfPost);
        builder.AddRateLimit(ForgotPasswordModel.ForgotLimit, permits: 20, windowSeconds: 600, AddressOfPost);
        builder.AddSettings<MailAttemptsSettings>("RateLimits:mail-address");
        builder.Services.AddSingleton<AccountAttempts>();
        builder.Services.AddSingleton<SignInMetrics>();
        builder.Services.AddSingleton<MailAttempts>();
        builder.Services.AddSingleton<RegistrationCookie>();
        builder.Services.AddSingleton(services => new DevelopmentMailbox(builder.Environment, services.GetRequiredService<MailFolder>()));
        builder.Services.AddScoped<PasswordCheck>();
        builder.Services.AddScoped<RequestingClients>();
        builder.Services.AddScoped<ScopeWords>();
        builder.Services.AddScoped<ConsentText>();
        builder.Services.AddSingleton<ProtocolErrors>();
    }

    /// <summary>Serves the embedded files; an address with a version never changes its content.</summary>
    public static void UseEmbeddedFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file =>
        {
            var headers = file.Context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
                ? "public, max-age=31536000, immutable"
                : "public, max-age=3600";
        },
    });

    /// <summary>A page without a handler for the method would be shown without what it is about. The error page stands in for every method.</summary>
    private static void TakeOwnMethodsOnly(PageApplicationModel page)
    {
        if (page.ModelType != typeof(ErrorModel))
            page.EndpointMetadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head, HttpMethods.Post]));
    }

    /// <summary>Only what is sent counts; looking at a form costs nothing.</summary>
    private static string? AddressOfPost(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? RateLimits.AddressOf(context) : null;

    private static void ConfigureAntiforgery(AntiforgeryOptions options, Addresses addresses)
    {
        var isHttps = addresses.Identity.Scheme == Uri.UriSchemeHttps;
        options.FormFieldName = "antiforgery";
        options.SuppressXFrameOptionsHeader = true;
        options.Cookie.Name = isHttps ? "__Host-saas.form" : "saas.form";
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax;
    }
}
