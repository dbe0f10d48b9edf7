using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Localization;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Pages;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SaasPlatform.Identity.Protocol.Rules;

/// <summary>
/// The answer as a form that sends itself to the client (OAuth 2.0 Form Post Response Mode section 2). The framework's page has
/// its script inline, which the content security policy of the pages forbids, and nothing to press where scripts are off.
/// </summary>
internal sealed class FormPostResponsesAreOwnPages(IStringLocalizer<Texts> texts) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<FormPostResponsesAreOwnPages>()
            .SetOrder(OpenIddictServerAspNetCoreHandlers.Authentication.ProcessFormPostResponse.Descriptor.Order - 1)
            .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (string.IsNullOrEmpty(context.RedirectUri) || context.ResponseMode != ResponseModes.FormPost)
            return;

        var response = context.Transaction.GetHttpRequest()!.HttpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers.Pragma = "no-cache";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action {RequestingClients.Source(context.RedirectUri)}";
        await response.WriteAsync(Page(context.RedirectUri, context.Response), context.CancellationToken);
        context.HandleRequest();
    }

    private string Page(string target, OpenIddictResponse answer)
    {
        var html = HtmlEncoder.Default;
        var fields = new StringBuilder();
        foreach (var (name, value) in answer.GetParameters().Where(p => p.Key != Parameters.RedirectUri))
            fields.AppendLine(CultureInfo.InvariantCulture, $"""    <input type="hidden" name="{html.Encode(name)}" value="{html.Encode((string?)value ?? string.Empty)}">""");

        return $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head>
              <meta charset="utf-8">
              <title>{html.Encode(texts["ContinuingTitle"])}</title>
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta name="robots" content="noindex">
              <link rel="stylesheet" href="/css/tokens.css">
              <link rel="stylesheet" href="/css/layout.css">
              <link rel="stylesheet" href="/css/controls.css">
              <script src="/js/submit.js" type="module"></script>
            </head>
            <body>
              <main class="card">
              <form method="post" action="{html.Encode(target)}">
            {fields}    <button type="submit">{html.Encode(texts["Continue"])}</button>
              </form>
              </main>
            </body>
            </html>
            """;
    }
}
