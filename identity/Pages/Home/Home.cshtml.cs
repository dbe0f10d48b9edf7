using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SaasPlatform.Identity.Accounts;

namespace SaasPlatform.Identity.Pages.Home;

[AllowAnonymous]
public sealed class HomeModel(UserManager<Account> accounts) : PageModel
{
    public Account? Account { get; private set; }

    public async Task OnGetAsync() => Account = await accounts.GetUserAsync(User);
}
