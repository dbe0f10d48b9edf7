using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Identity.Accounts;

/// <summary>
/// Announces accounts to the services that keep a copy, whoever saves them: registered, changed (their claims; a failed sign-in
/// is no change), deleted.
/// </summary>
internal sealed class AnnouncedAccounts(TimeProvider clock) : SaveChangesInterceptor
{
    /// <summary>The destination: the user API.</summary>
    public const string UserApi = "user";

    /// <summary>The destination: the company API.</summary>
    public const string CompanyApi = "company";

    private static readonly string[] Claims =
    [
        nameof(Account.Email), nameof(Account.EmailConfirmed), nameof(Account.Name), nameof(Account.GivenName), nameof(Account.FamilyName),
        nameof(Account.Locale), nameof(Account.ZoneInfo), nameof(Account.PhoneNumber), nameof(Account.Picture),
    ];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries<Account>().ToList())
        {
            switch (entry.State)
            {
                case EntityState.Added:
                    Announce(db, "account.registered", entry.Entity);
                    break;
                case EntityState.Modified when Claims.Any(c => HasChanged(entry, c)):
                    // Whoever changed a claim without counting it is counted here: receivers go by the version.
                    if (!HasChanged(entry, nameof(Account.Version)))
                        entry.Entity.ClaimsChanged(clock.GetUtcNow());
                    Announce(db, "account.changed", entry.Entity);
                    break;
                case EntityState.Deleted:
                    Announce(db, UserApi, "account.deleted", entry.Entity.Id, new { entry.Entity.Id });
                    Announce(db, CompanyApi, "account.deleted", entry.Entity.Id, new { entry.Entity.Id });
                    break;
            }
        }

        return ValueTask.FromResult(result);
    }

    /// <summary>By value: the account store marks every property as modified.</summary>
    private static bool HasChanged(EntityEntry entry, string property) =>
        entry.Property(property) is var p && !Equals(p.OriginalValue, p.CurrentValue);

    private static void Announce(DbContext db, string type, Account account)
    {
        Announce(db, UserApi, type, account.Id, AnnouncedAccount.Of(account));
        // Lists of members show names and addresses; mails are written in the person's language.
        Announce(db, CompanyApi, type, account.Id, new { account.Id, Email = account.Email!, EmailVerified = account.EmailConfirmed, account.Name, account.Locale, account.Version });
    }

    private static void Announce(DbContext db, string destination, string type, Guid accountId, object payload)
    {
        var aggregate = $"account:{accountId}";
        // A save that is tried again announces once.
        foreach (var earlier in db.ChangeTracker.Entries<OutboxMessage>().Where(m => m.State == EntityState.Added && m.Entity.Aggregate == aggregate && m.Entity.Destination == destination).ToList())
            earlier.State = EntityState.Detached;
        db.Enqueue(destination, type, aggregate, payload);
    }
}

/// <summary>What the user API shows of an account, and nothing else.</summary>
internal sealed record AnnouncedAccount(
    Guid Id, string Email, bool EmailVerified, string Name, string? GivenName, string? FamilyName, string? Locale, string? Zoneinfo,
    string? PhoneNumber, string? Picture, int Version)
{
    public static AnnouncedAccount Of(Account account) => new(
        account.Id, account.Email!, account.EmailConfirmed, account.Name, account.GivenName, account.FamilyName, account.Locale,
        account.ZoneInfo, account.PhoneNumber, account.Picture, account.Version);
}
