using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Pages.SignIn;

[AllowAnonymous]
[EnableRateLimiting(SignInLimit)]
public sealed class SignInModel(
    PasswordCheck passwords, AccountAttempts attempts, SignInMetrics metrics, SignInManager<Account> signIn,
    IOptions<IdentityOptions> options, IStringLocalizer<SignInModel> texts) : InteractionModel
{
    /// <summary>The rate limit of sign-ins, counted by address.</summary>
    public const string SignInLimit = "sign-in";

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether the person stays signed in when the browser closes: <c>yes</c>.</summary>
    [BindProperty]
    public string? Remember { get; set; }

    /// <summary>What brought the person here: <c>password</c> after it was set anew.</summary>
    [BindProperty(SupportsGet = true, Name = "changed")]
    public string? Changed { get; set; }

    /// <summary>The client may know who is coming (OpenID Connect Core section 3.1.2.1); who is here already signs in again.</summary>
    public async Task OnGetAsync() => Email = LocalUrl.LoginHint(ReturnUrl) ?? (await signIn.UserManager.GetUserAsync(User))?.Email;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Email))
            ModelState.AddModelError(nameof(Email), texts["EmailMissing"]);
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), texts["PasswordMissing"]);
        if (!ModelState.IsValid)
            return Refuse();

        var email = EmailAddress.Parse(Email) ?? string.Empty;
        if (attempts.Take(email) is { } wait)
        {
            metrics.Limited();
            return TooMany(wait);
        }

        if (await passwords.FindAsync(email, Password!, cancel) is not { } account)
            return Refuse(texts["Refused", options.Value.Lockout.MaxFailedAccessAttempts, (int)options.Value.Lockout.DefaultLockoutTimeSpan.TotalMinutes]);

        await signIn.SignInAsync(account, isPersistent: Remember == "yes", authenticationMethod: "pwd");
        return Return();
    }
}
