using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SaasPlatform.Shared.Hosting;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>Serves the document and the page that shows it. Both are public.</summary>
public static class DocumentEndpoints
{
    private const string DocumentPath = "/openapi/v1.json";

    /// <summary>Adds <c>/openapi/v1.json</c> and <c>/docs</c>.</summary>
    public static void MapOpenApiDocument(this WebApplication app)
    {
        var open = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet(DocumentPath, async (DocumentBytes document) =>
        {
            var (json, etag) = await document.GetAsync();
            return TypedResults.Bytes(json, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue(etag));
        });

        var issuer = app.Services.GetRequiredService<IOptions<Addresses>>().Value.Identity;
        open.MapGet("/docs/sign-in.js", () => Asset("sign-in.js", "text/javascript"));
        open.MapGet("/docs/oauth2-redirect.js", () => Asset("oauth2-redirect.js", "text/javascript"));
        open.MapGet("/docs/oauth2-redirect.html", (HttpContext context) =>
        {
            SetPolicy(context.Response, issuer);
            return Asset("oauth2-redirect.html", "text/html; charset=utf-8");
        });
        open.MapGet("/docs/{**path}", SwaggerUi(app, issuer));
    }

    /// <summary>The page's files come from a middleware, which steps aside where an endpoint was chosen: hide it from it.</summary>
    private static RequestDelegate SwaggerUi(WebApplication app, Uri issuer)
    {
        var page = ((IApplicationBuilder)app).New();
        page.Use((context, next) =>
        {
            SetPolicy(context.Response, issuer);
            context.SetEndpoint(null);
            return next(context);
        });
        page.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "API documentation";
            ui.SwaggerEndpoint(DocumentPath, OpenApiDocument.Name);
            ui.InjectJavascript("./sign-in.js");
            ui.OAuthClientId("docs");
            ui.OAuthUsePkce();
            ui.EnableDeepLinking();
            ui.DocExpansion(DocExpansion.List);
        });
        return page.Build();
    }

    /// <summary>The one style sheet that Swagger UI's bundle writes into the page.</summary>
    private const string BundledStyle = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    /// <summary>Nothing from elsewhere, nothing inline that is not known; the one call to elsewhere is the exchange of the code at the issuer.</summary>
    private static void SetPolicy(HttpResponse response, Uri issuer) =>
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' {BundledStyle}; img-src 'self' data:; "
            + $"connect-src 'self' {issuer.GetLeftPart(UriPartial.Authority)}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static Microsoft.AspNetCore.Http.HttpResults.FileStreamHttpResult Asset(string name, string contentType) =>
        TypedResults.Stream(
            typeof(DocumentEndpoints).Assembly.GetManifestResourceStream($"SaasPlatform.Shared.OpenApi.Assets.{name}")!, contentType);
}
