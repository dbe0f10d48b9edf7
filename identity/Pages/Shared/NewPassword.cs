using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Pages.SignIn;

namespace SaasPlatform.Identity.Pages.Shared;

/// <summary>What is wrong with a password that a person chose, in the words of the page that asks.</summary>
internal static class NewPassword
{
    /// <summary>Gives the first message that applies; nothing where the password is good.</summary>
    public static async Task<string?> ProblemAsync(UserManager<Account> accounts, Account account, string? password, IStringLocalizer texts)
    {
        if (string.IsNullOrEmpty(password))
            return texts["PasswordMissing"];
        if (password.Length > PasswordCheck.MaxLength)
            return texts["PasswordTooLong"];

        foreach (var validator in accounts.PasswordValidators)
        {
            if ((await validator.ValidateAsync(accounts, account, password)).Errors.FirstOrDefault() is { } error)
                return texts[error.Code, accounts.Options.Password.RequiredLength] is { ResourceNotFound: false } words ? words : error.Description;
        }

        return null;
    }
}
