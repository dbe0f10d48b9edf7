using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;
using SaasPlatform.Shared.Data;

namespace SaasPlatform.Identity.Accounts;

/// <summary>How a confirmation ended.</summary>
public enum ConfirmationOutcome
{
    Confirmed,

    /// <summary>The link was used, here or elsewhere at the same time.</summary>
    Used,

    /// <summary>Another registration of the address was confirmed before.</summary>
    AccountExists,
}

/// <summary>From the form to the account. Until the address is confirmed there is no account, and nobody learns whether there is one.</summary>
public sealed class Registrations(IdentityDb db, UserManager<Account> accounts, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    /// <summary>Keeps what was filled in and queues the mail: one hash and the same statements, whether the address is taken or not.</summary>
    public async Task<PendingRegistration> BeginAsync(
        Account account, string password, GivenConsent consent, string? returnUrl, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var pending = new PendingRegistration
        {
            Id = Guid.CreateVersion7(now),
            Email = account.Email!,
            NormalizedEmail = accounts.NormalizeEmail(account.Email)!,
            Name = account.Name,
            PasswordHash = hasher.HashPassword(account, password),
            ReturnUrl = returnUrl,
            Consent = consent,
            CreatedAt = now,
            ExpiresAt = now + PendingRegistration.Lifetime,
        };
        db.Add(pending);
        AccountMails.Enqueue(db, AccountMails.Registration, pending.Id);
        await db.SaveChangesAsync(cancellationToken);
        return pending;
    }

    public async Task SendAgainAsync(PendingRegistration pending, CancellationToken cancellationToken)
    {
        AccountMails.Enqueue(db, AccountMails.Registration, pending.Id);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives a registration that can still be confirmed.</summary>
    public async Task<PendingRegistration?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.PendingRegistrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Whether this is the password chosen at registration. Every call costs one hash; wrong ones lock the registration as they lock accounts.</summary>
    public async Task<bool> CheckPasswordAsync(PendingRegistration pending, string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = AccountOf(pending, now);
        var isRight = hasher.VerifyHashedPassword(account, pending.PasswordHash, password) != PasswordVerificationResult.Failed;
        if (isRight && !(pending.LockoutEnd > now))
            return true;

        // One statement, so that of wrong passwords that come at once every one counts.
        var lockout = accounts.Options.Lockout;
        var limit = lockout.MaxFailedAccessAttempts;
        DateTimeOffset? end = now + lockout.DefaultLockoutTimeSpan;
        await db.PendingRegistrations
            .Where(r => r.Id == pending.Id && (r.LockoutEnd == null || r.LockoutEnd < now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.AccessFailedCount, r => r.AccessFailedCount + 1 >= limit ? 0 : r.AccessFailedCount + 1)
                    .SetProperty(r => r.LockoutEnd, r => r.AccessFailedCount + 1 >= limit ? end : r.LockoutEnd),
                cancellationToken);
        return false;
    }

    /// <summary>
    /// Makes the account, once: whoever deletes the row has the link, and the unique index decides between registrations of one
    /// address.
    /// </summary>
    public async Task<(ConfirmationOutcome Outcome, Account? Account)> ConfirmAsync(PendingRegistration pending, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.PendingRegistrations.Where(r => r.Id == pending.Id).ExecuteDeleteAsync(cancellationToken) == 0)
            return (ConfirmationOutcome.Used, null);

        var account = AccountOf(pending, now);
        db.Add(RegistrationConsent.Of(account.Id, pending.Consent, now));
        try
        {
            var created = await accounts.CreateAsync(account);
            if (created.Succeeded)
            {
                await transaction.CommitAsync(cancellationToken);
                return (ConfirmationOutcome.Confirmed, account);
            }
        }
        catch (DbUpdateException e) when (
            db.IsUniqueViolation<Account>(e, nameof(Account.NormalizedEmail)) || db.IsUniqueViolation<Account>(e, nameof(Account.NormalizedUserName)))
        {
            // Confirmed at the same moment through another mail.
        }

        db.ChangeTracker.Clear();
        return (ConfirmationOutcome.AccountExists, null);
    }

    private static Account AccountOf(PendingRegistration pending, DateTimeOffset now)
    {
        var account = Account.Create(pending.Email, pending.Name, now);
        account.PasswordHash = pending.PasswordHash;
        account.EmailConfirmed = true;
        return account;
    }
}
