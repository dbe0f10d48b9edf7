using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace SaasPlatform.Identity.Pages.Error;

/// <summary>What a person sees instead of a bare status: what happened, what to do, and what to quote to support. It stands in for whatever failed, forms included, so it takes every method.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[DisableRateLimiting]
public sealed class ErrorModel(RequestingClients clients, ProtocolErrors errors) : PageModel
{
    private static readonly string[] Forms = ["/sign-in", "/register", "/register/check-mail", "/register/confirm", "/forgot-password", "/reset-password", "/consent", "/select-account", "/sessions", "/applications", "/sign-out"];

    public int Status { get; private set; }

    /// <summary>The protocol's own error code where there is one, else that of the status; the same words as in problem documents.</summary>
    public string Code { get; private set; } = string.Empty;

    /// <summary>What that code means, where it is the protocol's.</summary>
    public ProtocolErrorText? Protocol { get; private set; }

    /// <summary>What the framework says of it, in English.</summary>
    public string? Description { get; private set; }

    /// <summary>The registered client that the request names; whether it sent the request, nobody knows.</summary>
    public RequestingClient? Client { get; private set; }

    public string TraceId { get; private set; } = string.Empty;

    /// <summary>How long to wait, where the answer says so.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>The form that was refused, to be opened anew.</summary>
    public string? Again { get; private set; }

    /// <summary>In place of a handler for each method: it also answers for methods that no page has.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await LoadAsync(context.HttpContext.RequestAborted);
        await next();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        if (Response.StatusCode < 400)
            Response.StatusCode = StatusCodes.Status404NotFound;
        Status = Response.StatusCode;

        var protocol = HttpContext.GetOpenIddictServerResponse();
        Code = protocol?.Error ?? CodeOf(Status);
        Description = protocol?.ErrorDescription;
        // What failed here may be the database, so it is asked only where the request itself was wrong.
        if (protocol?.Error is { } error)
        {
            var url = HttpContext.ShownUrl();
            Client = Status < 500 ? await clients.FindAsync(url, cancel) : null;
            Protocol = errors.Find(error, url, Client);
        }

        TraceId = Activity.Current?.TraceId.ToHexString() ?? HttpContext.TraceIdentifier;
        RetryAfter = int.TryParse(Response.Headers.RetryAfter, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (failed is not null && HttpMethods.IsPost(Request.Method) && Forms.Contains(failed.OriginalPath))
            Again = LocalUrl.Accept(failed.OriginalPath + failed.OriginalQueryString);
    }

    internal static string CodeOf(int status) => status switch
    {
        400 => "invalid_request",
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        413 => "body_too_large",
        415 => "unsupported_media_type",
        429 => "rate_limited",
        503 => "unavailable",
        _ => status >= 500 ? "internal_error" : "request_refused",
    };
}
