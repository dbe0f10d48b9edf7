using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Pages.SignIn;

/// <summary>
/// Finds the account of an e-mail and a password. Every refusal costs one hash and two statements that count it, so that time
/// does not tell an unknown e-mail from a wrong password.
/// </summary>
public sealed class PasswordCheck(
    UserManager<Account> accounts, SignInManager<Account> signIn, IPasswordHasher<Account> hasher, IdentityDb db, TimeProvider clock,
    SignInMetrics metrics)
{
    public const int MaxLength = 256;

    private static readonly Account Nobody = Account.Create("nobody", "Nobody", default);
    private static string? decoy;

    public async Task<Account?> FindAsync(string email, string password, CancellationToken cancellationToken)
    {
        var account = password.Length > MaxLength ? null : await accounts.FindByEmailAsync(email);
        if (account is null || await accounts.IsLockedOutAsync(account))
            hasher.VerifyHashedPassword(Nobody, Decoy(), password[..Math.Min(password.Length, MaxLength)]);
        else if ((await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: false)).Succeeded)
        {
            metrics.Succeeded();
            return account;
        }

        metrics.Refused();
        await CountFailureAsync(email, cancellationToken);
        return null;
    }

    /// <summary>
    /// Each statement is atomic, so that of wrong passwords that come at once every one counts and one locks. They find no row
    /// for an e-mail nobody has, and none for an account that is locked: trying goes on, the lock does not.
    /// </summary>
    private async Task CountFailureAsync(string email, CancellationToken cancellationToken)
    {
        var name = accounts.NormalizeEmail(email);
        var lockout = accounts.Options.Lockout;
        var limit = lockout.MaxFailedAccessAttempts;
        var now = clock.GetUtcNow();
        DateTimeOffset? end = now + lockout.DefaultLockoutTimeSpan;
        var open = db.Users.Where(a => a.NormalizedEmail == name && a.LockoutEnabled && (a.LockoutEnd == null || a.LockoutEnd < now));
        await open.ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1), cancellationToken);
        var locked = await open.Where(a => a.AccessFailedCount >= limit)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, end), cancellationToken);
        if (locked > 0)
            metrics.Locked();
    }

    private string Decoy() => decoy ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
}
