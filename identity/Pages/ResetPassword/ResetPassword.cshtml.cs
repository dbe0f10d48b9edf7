using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Pages.Shared;
using SaasPlatform.Identity.Pages.SignIn;

namespace SaasPlatform.Identity.Pages.ResetPassword;

/// <summary>Where the mailed link leads: sets a new password. It signs nobody in, so that what else sign-in asks for is asked.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInModel.SignInLimit)]
public sealed class ResetPasswordModel(
    PasswordResets resets, LinkTokens links, UserManager<Account> accounts, IStringLocalizer<ResetPasswordModel> texts) : InteractionModel
{
    private PasswordReset? reset;

    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public LinkState State { get; private set; } = LinkState.Unknown;

    public Account? Account { get; private set; }

    public int PasswordLength => accounts.Options.Password.RequiredLength;

    public IActionResult OnGet() => Explain(State);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (State != LinkState.Ready)
            return Explain(State);
        if (await NewPassword.ProblemAsync(accounts, Account!, Password, texts) is { } problem)
        {
            ModelState.AddModelError(nameof(Password), problem);
            return Refuse();
        }

        if (!await resets.SetPasswordAsync(reset!, Account!, Password!, cancel))
            return Explain(LinkState.Used);
        return RedirectToPage("/SignIn/SignIn", new { returnUrl = ReturnUrl, changed = "password" });
    }

    protected override async Task<string?> InterruptedAsync(CancellationToken cancel)
    {
        if (links.Read(LinkPurpose.ResetPassword, Token) is not { } link)
            return null;

        (reset, Account) = link.HasExpired ? (null, null) : await resets.FindAsync(link.Id, cancel);
        State = link.HasExpired ? LinkState.Expired : Account is null ? LinkState.Used : LinkState.Ready;
        return reset?.ReturnUrl;
    }

    private PageResult Explain(LinkState state)
    {
        State = state;
        Response.StatusCode = state.Status();
        return Page();
    }
}
