using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Pages.Mailbox;
using SaasPlatform.Identity.Pages.SignIn;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages.ForgotPassword;

/// <summary>Asks for the address and says that a mail is on its way if there is an account: it does not look.</summary>
[AllowAnonymous]
[EnableRateLimiting(ForgotLimit)]
public sealed class ForgotPasswordModel(
    PasswordResets resets, MailAttempts mails, DevelopmentMailbox mailbox, IDataProtectionProvider protection,
    IStringLocalizer<ForgotPasswordModel> texts) : InteractionModel
{
    /// <summary>The rate limit of these requests, counted by address.</summary>
    public const string ForgotLimit = "forgot-password";

    private readonly IDataProtector _protector = protection.CreateProtector("SaasPlatform.Identity.ForgotPassword.SentTo");

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The address asked for, unreadable, because addresses of pages stand in histories and logs of proxies.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    /// <summary>The address asked for.</summary>
    public string? SentTo { get; private set; }

    public bool HasMailbox => mailbox.Exists;

    public void OnGet()
    {
        SentTo = Unprotect(To);
        Email = LocalUrl.LoginHint(ReturnUrl);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var email = EmailAddress.Parse(Unprotect(To) ?? Email);
        if (email is null)
        {
            ModelState.AddModelError(nameof(Email), texts[string.IsNullOrWhiteSpace(Email) ? "EmailMissing" : "EmailUnusable"]);
            return Refuse();
        }

        // Counted apart from registrations: whoever uses those up for somebody else does not keep them from their account.
        if (mails.Take("reset:" + email) is { } wait)
            return TooMany(wait);

        await resets.BeginAsync(email, ReturnUrl, cancel);
        return RedirectToPage("/ForgotPassword/ForgotPassword", new { to = _protector.Protect(email), returnUrl = ReturnUrl });
    }

    private string? Unprotect(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : _protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
