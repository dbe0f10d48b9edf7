using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Protocol;

namespace SaasPlatform.Identity.Pages.SelectAccount;

/// <summary>Asks a person who is signed in whether to go on as that person (<c>prompt=select_account</c>, OIDC Core section 3.1.2.1).</summary>
public sealed class SelectAccountModel(UserManager<Account> accounts, Interactions interactions) : InteractionModel
{
    public Account Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : Challenge();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
            return Challenge();
        return ReturnUrl is null ? LocalRedirect("/") : LocalRedirect(interactions.Answer(ReturnUrl, p => p with { Selected = Account.Id }));
    }

    private async Task<bool> LoadAsync()
    {
        if (await accounts.GetUserAsync(User) is not { } account)
            return false;
        Account = account;
        return true;
    }
}
