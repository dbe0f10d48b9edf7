using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.Identity.Accounts;

namespace SaasPlatform.Identity.Pages.SignOut;

/// <summary>Asks before it ends the session: a link or an image on another site must not sign anybody out.</summary>
[AllowAnonymous]
public sealed class SignOutModel(UserManager<Account> accounts, SignInManager<Account> signIn) : InteractionModel
{
    public Account? Account { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Account = await accounts.GetUserAsync(User);
        return Account is null ? Done() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return Done();
    }

    private LocalRedirectResult Done() => LocalRedirect(ReturnUrl ?? "/signed-out");
}
