using Microsoft.AspNetCore.Identity;
using SaasPlatform.Identity.Accounts;

namespace SaasPlatform.Identity.Pages.SignIn;

/// <summary>Finds the account of an e-mail and a password. Every refusal costs one hash, so that time does not tell an unknown e-mail from a wrong password.</summary>
public sealed class PasswordCheck(UserManager<Account> accounts, SignInManager<Account> signIn, IPasswordHasher<Account> hasher)
{
    public const int MaxLength = 256;

    private static readonly Account Nobody = Account.Create("nobody", "Nobody", default);
    private static string? decoy;

    public async Task<Account?> FindAsync(string email, string password)
    {
        var account = email.Length == 0 || password.Length > MaxLength ? null : await accounts.FindByEmailAsync(email);
        if (account is null || await accounts.IsLockedOutAsync(account))
        {
            hasher.VerifyHashedPassword(Nobody, Decoy(), password[..Math.Min(password.Length, MaxLength)]);
            return null;
        }

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        return result.Succeeded ? account : null;
    }

    private string Decoy() => decoy ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
}
