using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages.Mailbox;

[AllowAnonymous]
public sealed class MailboxModel(DevelopmentMailbox mailbox, IServiceProvider services) : PageModel
{
    private const int Most = 100;

    private readonly MailFolder _folder = services.GetRequiredService<MailFolder>();

    internal IReadOnlyList<KeptMail> Mails { get; private set; } = [];

    /// <summary>The one that is open.</summary>
    internal KeptMail? Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancel)
    {
        if (!mailbox.Exists)
            return NotFound();
        if (id is null)
        {
            Mails = await _folder.ListAsync(Most, cancel);
            return Page();
        }

        Open = await _folder.FindAsync(id.Value, cancel);
        HttpContext.Features.Set(new FrameSources(["'self'"]));
        return Open is null ? NotFound() : Page();
    }

    /// <summary>The HTML of a mail, for the frame: it runs nothing, loads nothing and has no origin; its links open in tabs of their own.</summary>
    public async Task<IActionResult> OnGetHtmlAsync(Guid id, CancellationToken cancel)
    {
        if (!mailbox.Exists || await _folder.FindAsync(id, cancel) is not { Message.HtmlBody: { } html })
            return NotFound();
        Response.Headers.ContentSecurityPolicy =
            $"sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src {MailStyle.PolicySource}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        Response.Headers.CacheControl = "no-store";
        return Content(html, "text/html; charset=utf-8");
    }
}
