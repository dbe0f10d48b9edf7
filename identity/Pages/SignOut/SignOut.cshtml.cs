using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Logout;
using SaasPlatform.Identity.Sessions;

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

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var session = await HttpContext.AuthenticateAsync(SessionCookie.Scheme);
        await signIn.SignOutAsync();
        var logout = HttpContext.RequestServices.GetRequiredService<FrontChannelLogout>();
        return session.Succeeded && SessionCookie.SessionId(session.Properties) is var id && await logout.IsAwaitedAsync(id, cancel)
            ? LocalRedirect(logout.PageFor(id, ReturnUrl))
            : Done();
    }

    private LocalRedirectResult Done() => LocalRedirect(ReturnUrl ?? FrontChannelLogout.Page);
}
