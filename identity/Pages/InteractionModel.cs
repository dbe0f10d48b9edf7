using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SaasPlatform.Identity.Pages;

/// <summary>A page a client's request passes through: it knows the client and goes back to the request when it is done.</summary>
public abstract class InteractionModel : PageModel
{
    /// <summary>A local address; anything else is dropped, so that no link can lead away from here.</summary>
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public RequestingClient? Client { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A button names what it does; a form that names nothing, or something else, would only show the page without its content.
        if (context.HandlerMethod is null && HttpMethods.IsPost(Request.Method))
        {
            context.Result = BadRequest();
            return;
        }

        ReturnUrl = LocalUrl.Accept(await InterruptedAsync(HttpContext.RequestAborted));
        Client = await HttpContext.RequestServices.GetRequiredService<RequestingClients>().FindAsync(ReturnUrl, HttpContext.RequestAborted);
        if (Client is not null)
            HttpContext.Features.Set(new FormTargets(Client.FormTargets));
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Where the page goes on. One that is reached through a mail finds it in what is stored, not in its address.</summary>
    protected virtual Task<string?> InterruptedAsync(CancellationToken cancel) => Task.FromResult(ReturnUrl);

    protected IActionResult Return() => LocalRedirect(ReturnUrl ?? "/");

    /// <summary>The page again, with what is wrong beside the fields.</summary>
    protected IActionResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected IActionResult Refuse(string message)
    {
        ModelState.AddModelError(string.Empty, message);
        return Refuse();
    }

    /// <summary>The page about too many attempts, with the time to wait.</summary>
    protected IActionResult TooMany(TimeSpan wait)
    {
        Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
