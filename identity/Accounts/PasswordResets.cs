using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Sessions;

namespace SaasPlatform.Identity.Accounts;

/// <summary>From the forgotten password to a new one.</summary>
public sealed class PasswordResets(
    IdentityDb db, UserManager<Account> accounts, IPasswordHasher<Account> hasher, Grants grants, TimeProvider clock)
{
    /// <summary>Queues the mail: the same statements whether there is an account or not, because nobody looks.</summary>
    public async Task BeginAsync(string email, string? returnUrl, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reset = new PasswordReset
        {
            Id = Guid.CreateVersion7(now),
            NormalizedEmail = accounts.NormalizeEmail(email)!,
            ReturnUrl = returnUrl,
            CreatedAt = now,
            ExpiresAt = now + PasswordReset.Lifetime,
        };
        db.Add(reset);
        AccountMails.Enqueue(db, AccountMails.ResetPassword, reset.Id);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives a reset that can still be used, and the account it is for.</summary>
    public async Task<(PasswordReset? Reset, Account? Account)> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reset = await db.PasswordResets.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt > now, cancellationToken);
        var account = reset is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == reset.NormalizedEmail, cancellationToken);
        return (reset, account);
    }

    /// <summary>
    /// Sets the password and ends everything that was reached with the one before: sessions, grants, tokens, other links. Whoever
    /// had the link reads the mailbox, so the address is confirmed.
    /// </summary>
    /// <returns>Whether the link was still unused.</returns>
    public async Task<bool> SetPasswordAsync(PasswordReset reset, Account account, string password, CancellationToken cancellationToken)
    {
        var hash = hasher.HashPassword(account, password);
        var (securityStamp, concurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.PasswordResets.Where(r => r.Id == reset.Id).ExecuteDeleteAsync(cancellationToken) == 0)
            return false;

        await db.PasswordResets.Where(r => r.NormalizedEmail == reset.NormalizedEmail).ExecuteDeleteAsync(cancellationToken);
        // One statement, which locks the row: a change of the profile at the same moment is neither lost nor in the way.
        await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.PasswordHash, hash)
                .SetProperty(a => a.SecurityStamp, securityStamp)
                .SetProperty(a => a.ConcurrencyStamp, concurrencyStamp)
                .SetProperty(a => a.AccessFailedCount, 0)
                .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);
        await ConfirmAddressAsync(account.Id, cancellationToken);
        await grants.EndAccountAsync(account.Id, cancellationToken);
        AccountMails.Enqueue(db, AccountMails.PasswordChanged, account.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task ConfirmAddressAsync(Guid accountId, CancellationToken cancellationToken)
    {
        // The session cookie may have brought an older copy.
        db.ChangeTracker.Clear();
        var account = await db.Users.SingleAsync(a => a.Id == accountId, cancellationToken);
        if (account.EmailConfirmed)
            return;
        account.EmailConfirmed = true;
        account.ClaimsChanged(clock.GetUtcNow());
    }
}
