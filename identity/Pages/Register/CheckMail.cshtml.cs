using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Pages.Mailbox;
using SaasPlatform.Identity.Pages.SignIn;

namespace SaasPlatform.Identity.Pages.Register;

/// <summary>Says where the mail went and what to do when it does not come.</summary>
[AllowAnonymous]
[EnableRateLimiting(RegisterModel.RegisterLimit)]
public sealed class CheckMailModel(
    Registrations registrations, RegistrationCookie cookie, MailAttempts mails, DevelopmentMailbox mailbox) : InteractionModel
{
    public PendingRegistration? Registration { get; private set; }

    /// <summary>Set after the mail was asked for again.</summary>
    [BindProperty(SupportsGet = true, Name = "again")]
    public bool Again { get; set; }

    public bool HasMailbox => mailbox.Exists;

    public async Task OnGetAsync(CancellationToken cancel) => Registration = await FindAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is { } pending)
        {
            if (mails.Take(pending.Email) is { } wait)
                return TooMany(wait);
            await registrations.SendAgainAsync(pending, cancel);
        }

        return RedirectToPage("/Register/CheckMail", new { returnUrl = ReturnUrl, again = true });
    }

    private async Task<PendingRegistration?> FindAsync(CancellationToken cancel) =>
        cookie.Read(HttpContext) is { } id ? await registrations.FindAsync(id, cancel) : null;
}
