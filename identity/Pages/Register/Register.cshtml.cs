using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Pages.Privacy;
using SaasPlatform.Identity.Pages.Shared;
using SaasPlatform.Identity.Pages.SignIn;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages.Register;

/// <summary>Takes a registration and sends a mail about it. What it answers never depends on whether the address has an account.</summary>
[AllowAnonymous]
[EnableRateLimiting(RegisterLimit)]
public sealed class RegisterModel(
    Registrations registrations, RegistrationCookie cookie, UserManager<Account> accounts, MailAttempts mails, ConsentText consent,
    IOptions<IdentityOptions> options, TimeProvider clock, IStringLocalizer<RegisterModel> texts) : InteractionModel
{
    /// <summary>The rate limit of registrations, counted by address.</summary>
    public const string RegisterLimit = "register";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The value of a ticked box; a box of its own, empty until a person ticks it (152-FZ, article 9).</summary>
    [BindProperty]
    public string? PersonalData { get; set; }

    public int PasswordLength => options.Value.Password.RequiredLength;

    public bool Agreed => PersonalData == "yes";

    public void OnGet() => Email = LocalUrl.LoginHint(ReturnUrl);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = (Name ?? string.Empty).Trim();
        var email = EmailAddress.Parse(Email);
        Check(nameof(Name), name.Length > 0, "NameMissing");
        Check(nameof(Name), name.Length <= Account.NameLength && !name.Any(char.IsControl), "NameUnusable");
        Check(nameof(Email), !string.IsNullOrWhiteSpace(Email), "EmailMissing");
        Check(nameof(Email), email is not null, "EmailUnusable");
        Check(nameof(PersonalData), Agreed, "PersonalDataMissing");
        var account = Account.Create(email ?? string.Empty, name, clock.GetUtcNow());
        if (await NewPassword.ProblemAsync(accounts, account, Password, texts) is { } problem)
            ModelState.AddModelError(nameof(Password), problem);
        if (!ModelState.IsValid)
            return Refuse();
        if (mails.Take(email!) is { } wait)
            return TooMany(wait);

        var pending = await registrations.BeginAsync(account, Password!, consent.GivenIn(HttpContext), ReturnUrl, cancel);
        cookie.Write(HttpContext, pending);
        return RedirectToPage("/Register/CheckMail", new { returnUrl = ReturnUrl });
    }

    /// <summary>One message a field, the first that applies.</summary>
    private void Check(string field, bool holds, string message)
    {
        if (!holds && ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid)
            ModelState.AddModelError(field, texts[message]);
    }
}
