using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Pages.SignIn;

namespace SaasPlatform.Identity.Pages.Register;

/// <summary>
/// Where the mailed link leads. Opening it changes nothing (programs that look through mails open links too); the button makes
/// the account. In another browser than the registering one the password is asked for: whoever reads the mailbox must not confirm
/// an account that a stranger can sign in to.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SignInModel.SignInLimit)]
public sealed class ConfirmModel(
    Registrations registrations, RegistrationCookie cookie, LinkTokens links, AccountAttempts attempts, SignInManager<Account> signIn,
    IOptions<IdentityOptions> options, IStringLocalizer<ConfirmModel> texts) : InteractionModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public LinkState State { get; private set; } = LinkState.Unknown;

    public PendingRegistration? Registration { get; private set; }

    public bool IsSameBrowser { get; private set; }

    public IActionResult OnGet() => Explain(State);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Registration is not { } pending)
            return Explain(State);
        if (!IsSameBrowser)
        {
            if (string.IsNullOrEmpty(Password) || Password.Length > PasswordCheck.MaxLength)
                return RefusePassword("PasswordMissing");
            if (attempts.Take(pending.Email) is { } wait)
                return TooMany(wait);
            if (!await registrations.CheckPasswordAsync(pending, Password, cancel))
                return RefusePassword("Refused", options.Value.Lockout.MaxFailedAccessAttempts, (int)options.Value.Lockout.DefaultLockoutTimeSpan.TotalMinutes);
        }

        var (outcome, account) = await registrations.ConfirmAsync(pending, cancel);
        if (account is null)
            return Explain(outcome == ConfirmationOutcome.AccountExists ? LinkState.Exists : LinkState.Used);

        if (IsSameBrowser)
            cookie.Delete(HttpContext);
        await signIn.SignInAsync(account, isPersistent: false, authenticationMethod: "pwd");
        // What was interrupted waits in the browser that began it; here it may be unknown to the application.
        return IsSameBrowser ? Return() : RedirectToPage("/Register/Confirmed", new { returnUrl = ReturnUrl });
    }

    protected override async Task<string?> InterruptedAsync(CancellationToken cancel)
    {
        if (links.Read(LinkPurpose.ConfirmRegistration, Token) is not { } link)
            return null;

        Registration = link.HasExpired ? null : await registrations.FindAsync(link.Id, cancel);
        IsSameBrowser = Registration is not null && cookie.Read(HttpContext) == link.Id;
        State = link.HasExpired ? LinkState.Expired : Registration is null ? LinkState.Used : LinkState.Ready;
        return Registration?.ReturnUrl;
    }

    private PageResult Explain(LinkState state)
    {
        State = state;
        Response.StatusCode = state.Status();
        return Page();
    }

    private IActionResult RefusePassword(string message, params object[] arguments)
    {
        ModelState.AddModelError(nameof(Password), texts[message, arguments]);
        return Refuse();
    }
}
