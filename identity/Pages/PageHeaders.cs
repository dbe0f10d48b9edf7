using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SaasPlatform.Identity.Pages;

/// <summary>Where the redirect that answers a page's form may lead besides this host.</summary>
public sealed record FormTargets(IReadOnlyCollection<string> Sources);

/// <summary>What the page shows in frames, as sources of a content security policy.</summary>
public sealed record FrameSources(IReadOnlyCollection<string> Sources);

/// <summary>
/// The content security policy of every page: own style, script and images, nothing inline. Chromium holds the redirects
/// that follow a form post to <c>form-action</c> too, so a page on the way to a client names the client's origin.
/// </summary>
internal sealed class PageHeaders : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not PageResult)
            return;

        var frames = context.HttpContext.Features.Get<FrameSources>()?.Sources ?? [];
        var targets = context.HttpContext.Features.Get<FormTargets>()?.Sources ?? [];
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; " +
            (frames.Count == 0 ? "" : $"frame-src {string.Join(' ', frames)}; ") +
            $"form-action {string.Join(' ', targets.Prepend("'self'"))}";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        headers.XFrameOptions = "DENY";
        headers.Vary = "Accept-Language, Cookie";
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
